// What a package manager can enforce by itself: the shape that one file a tool fills. A tool says where its settings stand and
// which of them hold which part of a policy; what they read and how they compare is said here once.

import type {NativeWishes} from './native-wishes.ts'
import type {IsAsStrict} from './strictness.ts'

export interface NativeTool {
  /** As it is called in a sentence, and as its `since` versions are counted. */
  readonly name: string
  readonly ecosystem: 'npm' | 'pypi'
  /** The settings of a person, as `doctor` reads them. */
  readonly file: SettingsFile
  readonly comment: ';' | '#'
  /** Where the printed text belongs, as the end of a sentence. */
  readonly destination: string
  /** The line that stands before all settings: `[install]`. */
  readonly section?: string
  /** Pure: the same policy, the same settings. */
  readonly translate: (wishes: NativeWishes) => Translation
}

export type SettingsFile =
  /** Read by npm's and pip's own rules: command, environment, project, person, machine. */
  | {readonly format: 'npm' | 'pip'}
  /** The first of these that is there. */
  | {readonly format: 'yaml' | 'toml'; readonly places: readonly SettingsPlace[]}

/** `config`: `$XDG_CONFIG_HOME`, else `~/.config`. `config-or-home`: `$XDG_CONFIG_HOME`, else the home. */
export interface SettingsPlace {
  readonly below: 'home' | 'config' | 'config-or-home'
  readonly path: string
}

export interface Translation {
  readonly settings: readonly NativeSetting[]
  /** Codes of the rules that the settings hold, wholly or in part. */
  readonly covers: readonly string[]
  /** What the settings cannot hold: sentences about the policy, with where it says so. */
  readonly remarks: readonly string[]
}

export interface NativeSetting {
  /** The way to the value; one element for npm and pip. */
  readonly key: readonly string[]
  readonly value: NativeValue
  /** Ready for the file. Empty for a setting that is only watched: the tool's own value is fine, others may be weaker. */
  readonly lines: readonly string[]
  /** What the policy says, one comment line each. */
  readonly because: readonly string[]
  /** For a sentence about the setting: `3 days, built-in`. */
  readonly policy: string
  /** The first version of the tool that knows it; absent where every version in use does. */
  readonly since?: string
  /** Whether what the tool has is as strict. `undefined` is what it has where nothing is set. */
  readonly isAsStrict: IsAsStrict
}

export type NativeValue = string | number | boolean | readonly string[] | {readonly [key: string]: NativeValue}
