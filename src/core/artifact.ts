// What a command asks for: one artifact, where it would come from, and where the request stands.
// Nothing here judges; a reader makes these, rules look at them.

import type {LockedEntry} from './locked-entry.ts'

export type Ecosystem = 'npm' | 'pypi' | 'docker'

/** Where the tool would fetch an artifact from, as far as its command line and configuration say. */
export type Source =
  /** `registry` is the URL (npm, PyPI) or the host (Docker) when one is configured; absent means the tool's own default. */
  | {readonly kind: 'registry'; readonly registry?: string}
  | {readonly kind: 'git'; readonly url: string}
  | {readonly kind: 'url'; readonly url: string}
  /** A tarball, wheel or other single file on this machine. */
  | {readonly kind: 'file'; readonly path: string}
  | {readonly kind: 'directory'; readonly path: string}

/** Where the request stands, so that a substitution knows what to change and the screen what to point at. */
export type RequestedIn =
  /** Index into the argv after the tool's own name (`npm install x`: `install` is 0). */
  | {readonly kind: 'argv'; readonly index: number}
  | {readonly kind: 'manifest'; readonly path: string}
  | {readonly kind: 'lockfile'; readonly path: string}

export interface Artifact {
  readonly ecosystem: Ecosystem
  /** The word as it was written: `expresss@^4`, `reqeusts[socks]>=2`, `ngnix:1.27`. */
  readonly requested: string
  /**
   * The name that is judged, in the ecosystem's normal form: npm name (the target of an alias), PEP 503 name, or Docker
   * familiar name (`nginx`, `acme/tool`, `ghcr.io/acme/tool`). Empty when the source says all there is to say.
   */
  readonly name: string
  /** What follows the name: an npm range or dist-tag, a PEP 440 specifier, a Docker tag. Empty when none was written. */
  readonly specifier: string
  /** A Docker manifest digest (`sha256:…`) when the reference carries one. */
  readonly digest?: string
  readonly source: Source
  readonly requestedIn: RequestedIn
  /** How a lockfile pins it; absent for what none does. */
  readonly locked?: LockedEntry
  /** The packages that lead to it, `name@version`, from what was requested on down; absent where nobody looked. */
  readonly via?: readonly string[]
}
