// Reads a host that is an IP address, in every form that a resolver takes for one, and tells private addresses from public
// ones. It looks nothing up.

export interface HostAddress {
  /** As it is usually written: `127.0.0.1`, `2001:db8::1`. */
  readonly address: string
  /** On this machine or in a private network. */
  readonly isPrivate: boolean
  /** Written otherwise than people write addresses: `0x7f.1`, `2130706433`, `010.0.0.1`. */
  readonly isOdd: boolean
}

/** Networks that no stranger can be in: RFC 1122, 1918, 3927, 6598. First octets and the length of the prefix in bits. */
const PRIVATE_NETWORKS: readonly (readonly [network: number, bits: number])[] = [
  [octets(0, 0, 0, 0), 8],
  [octets(10, 0, 0, 0), 8],
  [octets(100, 64, 0, 0), 10],
  [octets(127, 0, 0, 0), 8],
  [octets(169, 254, 0, 0), 16],
  [octets(172, 16, 0, 0), 12],
  [octets(192, 168, 0, 0), 16],
]

/** `host` without a port, in lower case; an IPv6 address in brackets. Undefined where it is a name. */
export function readHostAddress(host: string): HostAddress | undefined {
  return host.startsWith('[') ? readSixth(host) : readFourth(host)
}

/** The forms of `inet_aton` (POSIX, inet_addr): one to four parts, each decimal, octal or hexadecimal; the last fills the rest. */
function readFourth(host: string): HostAddress | undefined {
  const parts = host.split('.', 5)
  if (parts.length > 4) return undefined
  const numbers: number[] = []
  for (const part of parts) {
    if (part.length > 16 || !/^(?:0x[0-9a-f]*|0[0-7]*|[1-9]\d*)$/.test(part)) return undefined
    numbers.push(numberOf(part))
  }
  const last = numbers.pop() ?? 0
  if (numbers.some((number) => number > 255) || last >= 256 ** (4 - numbers.length)) return undefined
  const value = numbers.reduce((sum, number, place) => sum + number * 256 ** (3 - place), last)
  const address = dotted(value)
  return {address, isPrivate: isPrivateFourth(value), isOdd: address !== host}
}

function numberOf(part: string): number {
  if (part.startsWith('0x')) return Number.parseInt(part.slice(2) || '0', 16)
  return Number.parseInt(part, part.startsWith('0') ? 8 : 10)
}

function isPrivateFourth(value: number): boolean {
  return PRIVATE_NETWORKS.some(([network, bits]) => {
    const size = 2 ** (32 - bits)
    return Math.floor(value / size) === Math.floor(network / size)
  })
}

function octets(a: number, b: number, c: number, d: number): number {
  return a * 2 ** 24 + b * 2 ** 16 + c * 256 + d
}

function dotted(value: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join('.')
}

/** `[::1]`; the reference grammar allows hexadecimal digits and colons only. */
function readSixth(host: string): HostAddress | undefined {
  const text = /^\[([0-9a-f:]{2,39})\]$/.exec(host)?.[1]
  const groups = text === undefined ? undefined : groupsOf(text)
  if (text === undefined || groups === undefined) return undefined
  const [first = 0] = groups
  const embedded = (groups[6] ?? 0) * 65536 + (groups[7] ?? 0)
  const isMapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff
  // `::` and `::1` are embedded addresses of network 0 as well: this machine.
  const isLoopback = groups.slice(0, 7).every((group) => group === 0) && embedded <= 1
  // Unique local (RFC 4193) and link-local (RFC 4291, 2.5.6).
  const isLocal = (first & 0xfe00) === 0xfc00 || (first & 0xffc0) === 0xfe80
  const isPrivate = isMapped ? isPrivateFourth(embedded) : isLoopback || isLocal
  return {address: isMapped ? dotted(embedded) : text, isPrivate, isOdd: isMapped && !isPrivate}
}

function groupsOf(text: string): readonly number[] | undefined {
  const halves = text.split('::')
  if (halves.length > 2) return undefined
  const [head = [], tail = []] = halves.map((half) => (half === '' ? [] : half.split(':')))
  const gap = 8 - head.length - tail.length
  if (halves.length === 2 ? gap < 1 : gap !== 0) return undefined
  const groups = [...head, ...Array.from({length: gap}, () => '0'), ...tail]
  return groups.every((group) => /^[0-9a-f]{1,4}$/.test(group))
    ? groups.map((group) => Number.parseInt(group, 16))
    : undefined
}
