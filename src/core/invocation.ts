// One command as it was typed, and what reading it gives. Values only: no file is opened here.

import type {Artifact, Ecosystem} from './artifact.ts'
import type {Detour} from './registry-detour.ts'

export interface Invocation {
  /** The tool's own name as typed: `npm`, `npx`, `pip`, `pip3`, `docker`. */
  readonly tool: string
  /** Everything after the tool's name, untouched. */
  readonly argv: readonly string[]
  /** Absolute path. */
  readonly cwd: string
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Version of the real tool, where it is known without running it (`11.6.2`); readers then know which options it has. */
  readonly toolVersion?: string
  /** Where npm looks for its own configuration, where its installation is found. Absolute. */
  readonly npmPlaces?: NpmPlaces
}

export interface NpmPlaces {
  /** The npmrc inside npm's own folder, which packagers of npm write. */
  readonly builtinConfig: string
  /** The folder of global packages where nothing sets one: above the `bin` of the Node that runs npm. */
  readonly prefix?: string
}

/** A file the tool would read. `unreadable` carries a reason fit for a sentence: `permission denied`. */
export type FileReading =
  | {readonly kind: 'text'; readonly text: string}
  | {readonly kind: 'absent'}
  | {readonly kind: 'unreadable'; readonly reason: string}

/** What a reader may look at beside the command line. Handed in, so that readers stay free of `node:` modules. */
export interface Surroundings {
  readonly readFile: (path: string) => FileReading
  readonly isDirectory: (path: string) => boolean
  /** Like `path.resolve`: the segments after one another, absolute in the end. */
  readonly resolvePath: (...segments: readonly string[]) => string
  /** Folders (absolute) that match an npm `workspaces` field below `root`. */
  readonly workspaceFolders: (root: string, patterns: readonly string[]) => readonly string[]
  /** Absolute path of the person's home, for `~` and the user's own configuration files. */
  readonly home: string
}

/** A registry, index or mirror that is in force for this command, and who set it. */
export interface ConfiguredSource {
  /** `registry`, `@acme:registry`, `index-url`, `extra-index-url`, `find-links`. */
  readonly setting: string
  /** Credentials already removed. */
  readonly value: string
  /** `command line`, `environment PIP_INDEX_URL`, or the path of the file. */
  readonly setBy: string
}

/** A part of a command that the reader recognised but cannot look into (yet). It is judged, never waved through. */
export interface Unclear {
  /** One sentence, lower-case start: ``reads requirements from `req.txt`, which is not read yet``. */
  readonly message: string
}

export type Intent =
  /** The command can fetch nothing; the real tool runs at once. `reason` is for `check` and for logs. */
  | {readonly kind: 'passthrough'; readonly reason: string}
  | {
      readonly kind: 'fetch'
      /** What the tool calls it, in its canonical form: `install`, `ci`, `exec`, `image pull`. */
      readonly command: string
      readonly artifacts: readonly Artifact[]
      readonly unclear: readonly Unclear[]
      readonly sources: readonly ConfiguredSource[]
      /** Whether the tool may go online, and asks its registries without credentials, proxies or certificates of its own. */
      readonly isRegistryOpen?: boolean
    }
  /** A file the command depends on is broken, or the command line itself is: nothing to judge, and the person must act. */
  | {readonly kind: 'error'; readonly message: string; readonly hint: string}

/** One artifact of an intent, and the name (and version) that takes its place. */
export interface Substitution {
  readonly artifact: Artifact
  /** A name in the ecosystem's normal form. */
  readonly name: string
  /** Replaces the specifier; absent keeps what was asked for. */
  readonly specifier?: string
}

/**
 * Everything sallyport knows about a package manager's command line. One folder under `managers/` each.
 * All functions are pure: same arguments, same answer.
 */
export interface PackageManager {
  readonly ecosystem: Ecosystem
  /** The names a shim exists for. */
  readonly tools: readonly string[]
  readonly read: (invocation: Invocation, surroundings: Surroundings) => Intent
  /** The argv with each substituted word replaced; words that no substitution names stay as they are, in place. */
  readonly rewrite: (invocation: Invocation, substitutions: readonly Substitution[]) => readonly string[]
  /** How the command fetches through the gateway. Absent for a manager that has none; undefined for a command that needs none. */
  readonly detour?: (invocation: Invocation, surroundings: Surroundings) => Detour | undefined
}
