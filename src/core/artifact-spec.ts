// How a person names one artifact to sallyport: a package URL, `npm:lodash@^4`, or a tool and its own spelling. It becomes the
// command that would fetch this artifact and nothing else, so that the tool's own reader says what it means.

import {PackageURL} from 'packageurl-js'

export type ArtifactSpec =
  | {readonly kind: 'command'; readonly tool: string; readonly argv: readonly string[]}
  | {readonly kind: 'wrong'; readonly message: string}

/** A command of each tool that fetches what it names, and reads no manifest. */
const FETCH: ReadonlyMap<string, {readonly tool: string; readonly verb: string}> = new Map([
  ['npm', {tool: 'npm', verb: 'pack'}],
  ['npx', {tool: 'npm', verb: 'pack'}],
  ['pip', {tool: 'pip', verb: 'download'}],
  ['pip3', {tool: 'pip', verb: 'download'}],
  ['pypi', {tool: 'pip', verb: 'download'}],
  ['docker', {tool: 'docker', verb: 'pull'}],
])

/** `words` is what follows the command: one word, or a tool and a word. */
export function parseArtifactSpec(words: readonly string[]): ArtifactSpec {
  const [first = '', second] = words
  if (words.length === 2 && second !== undefined) return commandFor(first, second)
  if (words.length !== 1) return {kind: 'wrong', message: 'one artifact at a time'}
  if (first.startsWith('pkg:')) return fromPackageUrl(first)
  const colon = first.indexOf(':')
  if (colon <= 0) return {kind: 'wrong', message: `\`${first}\` does not say which ecosystem it is of`}
  return commandFor(first.slice(0, colon), first.slice(colon + 1))
}

function commandFor(ecosystem: string, written: string): ArtifactSpec {
  const fetch = FETCH.get(ecosystem)
  if (fetch === undefined) return {kind: 'wrong', message: `\`${ecosystem}\` is neither npm, pip (pypi) nor docker`}
  if (written === '' || written.startsWith('-')) return {kind: 'wrong', message: `\`${written}\` is no artifact`}
  return {kind: 'command', tool: fetch.tool, argv: [fetch.verb, written]}
}

function fromPackageUrl(text: string): ArtifactSpec {
  let parsed: PackageURL
  try {
    parsed = PackageURL.fromString(text)
  } catch {
    return {kind: 'wrong', message: `\`${text}\` is no package URL`}
  }
  const {type, namespace, name, version, qualifiers} = parsed
  const path = namespace ? `${namespace}/${name}` : (name ?? '')
  switch (type) {
    case 'npm':
      return commandFor('npm', version ? `${path}@${version}` : path)
    case 'pypi':
      return commandFor('pypi', version ? `${path}==${version}` : path)
    case 'docker': {
      const host = qualifiers?.repository_url
      const whole = host ? `${host.replace(/^https?:\/\//, '')}/${path}` : path
      if (!version) return commandFor('docker', whole)
      return commandFor('docker', version.includes(':') ? `${whole}@${version}` : `${whole}:${version}`)
    }
    default:
      return {kind: 'wrong', message: `package URLs of type \`${type}\` are not read; npm, pypi and docker are`}
  }
}
