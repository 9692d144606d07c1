// Who signed, as Sigstore's certificate authority put it into the certificate (Fulcio documentation, "OID information").

export interface CertificateExtension {
  readonly oid?: {readonly id?: readonly number[]} | undefined
  readonly value?: Uint8Array | undefined
}

/** `1.3.6.1.4.1.57264.1.12`: the address of the repository that the build ran from. */
const SOURCE_REPOSITORY = '1.3.6.1.4.1.57264.1.12'
const UTF8_STRING = 0x0c

/** Undefined where no CI system signed. */
export function sourceRepository(extensions: readonly CertificateExtension[]): string | undefined {
  const found = extensions.find(({oid}) => oid?.id?.join('.') === SOURCE_REPOSITORY)
  return found?.value === undefined ? undefined : utf8String(found.value)
}

/** A DER string shorter than 64 KiB (X.690, 8.1.3). */
function utf8String(der: Uint8Array): string | undefined {
  const [tag, first = 0] = der
  if (tag !== UTF8_STRING) return undefined
  const size = first < 0x80 ? 0 : first & 0x7f
  if (size > 2) return undefined
  const length = size === 0 ? first : der.subarray(2, 2 + size).reduce((sum, byte) => sum * 256 + byte, 0)
  const text = der.subarray(2 + size)
  return text.length === length ? Buffer.from(text).toString() : undefined
}
