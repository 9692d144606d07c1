import {type LoopbackServer, type Reply, startLoopbackServer} from './loopback-server.ts'
import {normalizedProject, type PythonPackage, type Wheel, wheelOf} from './wheel.ts'

export interface PypiIndex extends LoopbackServer {
  /** What `--index-url` is set to; ends with `/simple/`. */
  readonly url: string
  readonly publish: (published: PythonPackage) => void
}

const JSON_TYPE = 'application/vnd.pypi.simple.v1+json'
const HTML_TYPE = 'text/html; charset=utf-8'

/**
 * A simple repository (PEP 503, PEP 691) on loopback. Answers JSON to those who accept it and HTML to the others, or HTML to
 * all with `isHtmlOnly`, as older mirrors do. Everything it does not hold is 404.
 */
export async function startPypiIndex(
  packages: readonly PythonPackage[],
  options: {readonly token?: string; readonly isHtmlOnly?: boolean} = {},
): Promise<PypiIndex> {
  const projects = new Map<string, Wheel[]>()
  const files = new Map<string, Buffer>()

  const publish = (published: PythonPackage): void => {
    const wheel = wheelOf(published)
    const project = normalizedProject(published.name)
    files.set(`/files/${wheel.fileName}`, wheel.content)
    projects.set(project, [...(projects.get(project) ?? []), wheel])
  }
  for (const published of packages) publish(published)

  const server = await startLoopbackServer(
    (path, request): Reply => {
      const file = files.get(path)
      if (file !== undefined) return {status: 200, type: 'application/octet-stream', body: file}
      const isJson = options.isHtmlOnly !== true && (request.headers.accept ?? '').includes(JSON_TYPE)
      if (path === '/simple/') return page(isJson, projectList([...projects.keys()]))
      const project = /^\/simple\/([^/]+)\/$/u.exec(path)?.[1]
      const wheels = project === undefined ? undefined : projects.get(project)
      if (project === undefined || wheels === undefined) return {status: 404, type: 'text/plain', body: 'Not found'}
      return page(isJson, filePage(project, wheels))
    },
    options.token === undefined ? {} : {authorization: `Bearer ${options.token}`},
  )
  return {...server, url: `${server.origin}/simple/`, publish}
}

interface Page {
  readonly json: unknown
  readonly html: string
}

function page(isJson: boolean, {json, html}: Page): Reply {
  return isJson
    ? {status: 200, type: JSON_TYPE, body: JSON.stringify(json)}
    : {status: 200, type: HTML_TYPE, body: `<!DOCTYPE html><html><body>\n${html}\n</body></html>\n`}
}

function projectList(names: readonly string[]): Page {
  return {
    json: {meta: {'api-version': '1.0'}, projects: names.map((name) => ({name}))},
    html: names.map((name) => `<a href="/simple/${name}/">${name}</a>`).join('\n'),
  }
}

function filePage(project: string, wheels: readonly Wheel[]): Page {
  const files = wheels.map(({published, fileName, sha256}) => ({
    filename: fileName,
    url: `/files/${fileName}`,
    hashes: {sha256},
    ...(published.requiresPython !== undefined && {'requires-python': published.requiresPython}),
    ...(published.yanked !== undefined && {yanked: published.yanked}),
    ...(published.uploadedAt !== undefined && {'upload-time': published.uploadedAt}),
  }))
  const versions = [...new Set(wheels.map(({published}) => published.version))]
  return {
    json: {meta: {'api-version': '1.1'}, name: project, versions, files},
    html: wheels.map(anchor).join('\n'),
  }
}

function anchor({published, fileName, sha256}: Wheel): string {
  const requires = published.requiresPython
  const attributes = [
    `href="/files/${fileName}#sha256=${sha256}"`,
    ...(requires === undefined
      ? []
      : [`data-requires-python="${requires.replaceAll('<', '&lt;').replaceAll('>', '&gt;')}"`]),
    ...(published.yanked === undefined ? [] : [`data-yanked="${published.yanked}"`]),
  ]
  return `<a ${attributes.join(' ')}>${fileName}</a>`
}
