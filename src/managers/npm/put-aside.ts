// npm inside npm: a script of a package that calls npm finds the outer command's gateway in its environment. What stood there
// before travels along, so that the inner command reads the person's own settings and goes through a gateway of its own.

export const PUT_ASIDE = 'SALLYPORT_PUT_ASIDE'

export interface PutAside {
  /** The outer gateway's address. */
  readonly address: string
  /** What the variables held before; null where there was none. */
  readonly was: Readonly<Record<string, string | null>>
  readonly set: Readonly<Record<string, string>>
}

type Environment = Readonly<Record<string, string | undefined>>

/** The environment as it was outside of the outermost gateway, but for what was changed in between. */
export function withoutOuterGateway(environment: Environment): Environment {
  const {[PUT_ASIDE]: text, ...rest} = environment
  if (text === undefined) return environment
  const aside = readPutAside(text)
  if (aside === undefined) return rest
  const restored: Record<string, string | undefined> = {...rest}
  for (const [name, value] of Object.entries(aside.was)) {
    const now = rest[name]
    if (now !== undefined && now !== aside.set[name] && !isOuter(now, aside)) continue
    if (value === null) delete restored[name]
    else restored[name] = value
  }
  return restored
}

/** npm writes an address from its command line into the environment of scripts. */
function isOuter(value: string, {address}: PutAside): boolean {
  if (!URL.canParse(value)) return false
  const url = new URL(value)
  url.username = ''
  url.password = ''
  return url.href === address
}

function readPutAside(text: string): PutAside | undefined {
  try {
    const value = JSON.parse(text) as Partial<PutAside> | null
    const isWhole = typeof value?.address === 'string' && isRecord(value.was) && isRecord(value.set)
    return isWhole ? (value as PutAside) : undefined
  } catch {
    return undefined
  }
}

function isRecord(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** npm's key for a variable (`npm_config_foo_bar` is `foo-bar`), or the name itself where it is no setting of npm. */
export function settingName(variable: string): string {
  if (!/^npm_config_/i.test(variable)) return variable
  const key = variable.slice('npm_config_'.length)
  return key.startsWith('//') ? key : key.replace(/(?!^)_/g, '-').toLowerCase()
}
