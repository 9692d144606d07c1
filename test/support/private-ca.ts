import {execFileSync} from 'node:child_process'
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'

export interface PrivateCa {
  /** PEM of the authority itself. */
  readonly ca: string
  /** A server's key and certificate for `localhost`. */
  readonly key: string
  readonly cert: string
  /** A person's, `CN=ann`, to be shown to servers. */
  readonly clientKey: string
  readonly clientCert: string
}

/** A certificate authority that nothing knows, and a certificate of it for `localhost`. Undefined where there is no openssl. */
export function privateCa(): PrivateCa | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'sallyport-ca-'))
  const openssl = (...args: string[]): void => {
    execFileSync('openssl', args, {cwd: folder, stdio: 'ignore'})
  }
  try {
    const fresh = ['-newkey', 'rsa:2048', '-nodes']
    openssl('req', '-x509', ...fresh, '-days', '2', '-subj', '/CN=Private', '-keyout', 'ca.key', '-out', 'ca.pem')
    const signer = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial']
    const issue = (name: string, extensions: string) => {
      const [key, cert] = [`${name}-key.pem`, `${name}.pem`]
      openssl('req', ...fresh, '-subj', `/CN=${name}`, '-keyout', key, '-out', 'request.pem')
      writeFileSync(join(folder, 'extensions'), extensions)
      openssl('x509', '-req', '-in', 'request.pem', ...signer, '-days', '2', '-extfile', 'extensions', '-out', cert)
      return {key: read(key), cert: read(cert)}
    }
    const read = (name: string): string => readFileSync(join(folder, name), 'utf8')
    const client = issue('ann', 'extendedKeyUsage=clientAuth\n')
    const server = issue('localhost', 'subjectAltName=DNS:localhost\n')
    return {ca: read('ca.pem'), ...server, clientKey: client.key, clientCert: client.cert}
  } catch {
    return undefined
  } finally {
    rmSync(folder, {recursive: true, force: true})
  }
}
