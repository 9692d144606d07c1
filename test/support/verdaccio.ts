import {readFileSync, writeFileSync} from 'node:fs'
import type {AddressInfo} from 'node:net'
import {join} from 'node:path'
import {runServer} from 'verdaccio'

export interface Verdaccio {
  /** What `registry=` is set to; ends with a slash. */
  readonly url: string
  /** Its own key in an npmrc: `//127.0.0.1:PORT/`. */
  readonly nerf: string
  /** Of the only user. */
  readonly token: string
  /** Of the same user, for basic authentication; base64 as `_auth` has it. */
  readonly basic: string
  /** Lets everything that there is of a package have been published at another time. */
  readonly backdate: (name: string, time: string) => void
  readonly close: () => Promise<void>
}

const USER = 'ann'
const PASSWORD = 'verdaccioPasswordOfAnn'

/**
 * Verdaccio on a free loopback port with its storage below `folder`, no registry behind it, and one user. Everybody reads and the
 * user publishes; what is in the scope `@acme` only the user reads.
 */
export async function startVerdaccio(folder: string): Promise<Verdaccio> {
  const storage = join(folder, 'storage')
  const server = await runServer(configuration(folder, storage))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const nerf = `//127.0.0.1:${(server.address() as AddressInfo).port}/`
  const url = `http:${nerf}`
  return {
    url,
    nerf,
    token: await newToken(url),
    basic: Buffer.from(`${USER}:${PASSWORD}`).toString('base64'),
    backdate: (name, time) => {
      const path = join(storage, name, 'package.json')
      const document = JSON.parse(readFileSync(path, 'utf8')) as {readonly time: Readonly<Record<string, string>>}
      const times = Object.keys(document.time).map((key) => [key, time] as const)
      writeFileSync(path, JSON.stringify({...document, time: Object.fromEntries(times)}))
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function configuration(folder: string, storage: string): object {
  return {
    storage,
    configPath: join(folder, 'config.yaml'),
    auth: {htpasswd: {file: join(folder, 'htpasswd')}},
    uplinks: {},
    packages: {
      '@acme/*': {access: '$authenticated', publish: '$authenticated'},
      '**': {access: '$all', publish: '$authenticated'},
    },
    web: {enable: false},
    log: {type: 'file', path: join(folder, 'verdaccio.log'), level: 'info'},
  }
}

/** What `npm login` does, without a browser. */
async function newToken(url: string): Promise<string> {
  const answer = await fetch(new URL(`-/user/org.couchdb.user:${USER}`, url), {
    method: 'PUT',
    headers: {'content-type': 'application/json'},
    body: JSON.stringify({name: USER, password: PASSWORD}),
  })
  const {token} = (await answer.json()) as {token?: string}
  if (token === undefined) throw new Error(`Verdaccio gave no token: ${answer.status}`)
  return token
}
