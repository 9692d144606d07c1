// Adds what a partial registry mirror leaves out of package-lock.json: the optional packages of other platforms. `npm ci`
// wants an entry for each, though it fetches only this platform's. Run after changing dependencies.

import {readFileSync, writeFileSync} from 'node:fs'

interface Entry {
  version?: string
  dev?: boolean
  optional?: boolean
  os?: string[]
  cpu?: string[]
  libc?: string[]
  optionalDependencies?: Record<string, string>
}

const OPERATING_SYSTEMS = [
  'darwin',
  'linux',
  'win32',
  'android',
  'freebsd',
  'openharmony',
  'netbsd',
  'openbsd',
  'sunos',
  'aix',
]
const PROCESSORS = ['x64', 'arm64', 'arm', 'ia32', 'ppc64', 'riscv64', 's390x', 'loong64', 'mips64el', 'wasm32']

const path = new URL('../package-lock.json', import.meta.url)
const lockfile = JSON.parse(readFileSync(path, 'utf8')) as {packages: Record<string, Entry>}
const added: string[] = []
for (const [place, entry] of Object.entries(lockfile.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const nested = `${place}/node_modules/${name}`
    const top = `node_modules/${name}`
    if (lockfile.packages[nested] !== undefined || lockfile.packages[top] !== undefined || !/^\d/.test(version))
      continue
    lockfile.packages[top] = platformEntry(name, version, entry.dev === true)
    added.push(name)
  }
}
lockfile.packages = Object.fromEntries(Object.entries(lockfile.packages).sort(([a], [b]) => (a < b ? -1 : 1)))
writeFileSync(path, `${JSON.stringify(lockfile, null, 2)}\n`)
console.log(`added ${added.length}: ${added.join(' ')}`)

/** The platform that a package's name says: `binding-linux-arm-gnueabihf` is linux, arm, glibc. */
function platformEntry(name: string, version: string, isDevelopment: boolean): Entry {
  const words = name.slice(name.lastIndexOf('/') + 1).split('-')
  const os = OPERATING_SYSTEMS.filter((one) => words.includes(one))
  const cpu = PROCESSORS.filter((one) => words.includes(one))
  if (os.length === 0 && !cpu.includes('wasm32')) throw new Error(`no platform in the name ${name}`)
  const libc = words.includes('musl') ? ['musl'] : words.includes('gnu') ? ['glibc'] : []
  return {
    version,
    ...(cpu.length > 0 ? {cpu} : {}),
    ...(isDevelopment ? {dev: true} : {}),
    ...(libc.length > 0 ? {libc} : {}),
    optional: true,
    ...(os.length > 0 ? {os} : {}),
  }
}
