import {createHash} from 'node:crypto'
import type {ArchiveFile} from './tar.ts'
import {zip} from './zip.ts'

export interface PythonPackage {
  readonly name: string
  readonly version: string
  /** PEP 508 requirements; those of an extra carry their marker: `PySocks>=1.5; extra == "socks"`. */
  readonly dependencies?: readonly string[]
  readonly extras?: readonly string[]
  /** Path inside site-packages to content; one module that names itself when absent. */
  readonly files?: Readonly<Record<string, string>>
  /** Command name to `module:function`. */
  readonly commands?: Readonly<Record<string, string>>
  readonly requiresPython?: string
  /** The reason for yanking. */
  readonly yanked?: string
  /** ISO 8601 (PEP 700). */
  readonly uploadedAt?: string
}

export interface Wheel {
  readonly published: PythonPackage
  readonly fileName: string
  readonly content: Buffer
  /** Hex. */
  readonly sha256: string
}

/** PEP 503. */
export function normalizedProject(name: string): string {
  return name.toLowerCase().replaceAll(/[-_.]+/gu, '-')
}

/** A pure-Python wheel (the binary distribution format of PEP 427) with the METADATA, WHEEL and RECORD that pip checks. */
export function wheelOf(published: PythonPackage): Wheel {
  const {name, version, dependencies = [], extras = [], commands = {}, requiresPython} = published
  const stem = normalizedProject(name).replaceAll('-', '_')
  const information = `${stem}-${version}.dist-info`
  const metadata = [
    'Metadata-Version: 2.1',
    `Name: ${name}`,
    `Version: ${version}`,
    ...(requiresPython === undefined ? [] : [`Requires-Python: ${requiresPython}`]),
    ...extras.map((extra) => `Provides-Extra: ${extra}`),
    ...dependencies.map((dependency) => `Requires-Dist: ${dependency}`),
  ]
  const entryPoints = Object.entries(commands).map(([command, target]) => `${command} = ${target}`)
  const files: ArchiveFile[] = [
    ...Object.entries(published.files ?? {[`${stem}/__init__.py`]: `__version__ = '${version}'\n`}).map(
      ([path, content]) => ({path, content}),
    ),
    {path: `${information}/METADATA`, content: lines(metadata)},
    {
      path: `${information}/WHEEL`,
      content: lines(['Wheel-Version: 1.0', 'Generator: test', 'Root-Is-Purelib: true', 'Tag: py3-none-any']),
    },
    ...(entryPoints.length === 0
      ? []
      : [{path: `${information}/entry_points.txt`, content: lines(['[console_scripts]', ...entryPoints])}]),
  ]
  const record = [
    ...files.map(({path, content}) => {
      const hash = createHash('sha256').update(content).digest('base64url')
      return `${path},sha256=${hash},${Buffer.byteLength(content)}`
    }),
    `${information}/RECORD,,`,
  ]
  const content = zip([...files, {path: `${information}/RECORD`, content: lines(record)}])
  return {
    published,
    fileName: `${stem}-${version}-py3-none-any.whl`,
    content,
    sha256: createHash('sha256').update(content).digest('hex'),
  }
}

function lines(all: readonly string[]): string {
  return `${all.join('\n')}\n`
}
