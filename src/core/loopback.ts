// Whether an address is of this machine.

/** By address or by the one name that stands for it (RFC 6761). */
export function isLoopback({hostname}: Pick<URL, 'hostname'>): boolean {
  // The URL parser has brought every spelling of an IPv4 address (`127.1`, `0x7f000001`) into this form.
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d+){3}$/.test(hostname)
}
