// Asks the pip of the `python3` on PATH, through real-pip.py, how it reads command lines and requirements.

import {execFileSync} from 'node:child_process'
import {fileURLToPath} from 'node:url'

const script = fileURLToPath(new URL('real-pip.py', import.meta.url))

export type RealCommandLine =
  | {readonly ends: 'printed' | 'refused'}
  | {
      readonly ends?: undefined
      readonly command: string
      readonly words: readonly string[]
      readonly options: Readonly<Record<string, readonly string[]>>
    }

export type RealRequirement =
  | {readonly ends: 'refused'}
  | {
      readonly ends?: undefined
      readonly name: string
      readonly specifier: readonly string[]
      readonly isNamed: boolean
      readonly isElsewhere: boolean
    }

/** `undefined` where no python3 with pip is installed. */
export const realPipVersion: string | undefined = findVersion()

export function realCommandLines(vectors: readonly (readonly string[])[]): readonly RealCommandLine[] {
  return ask(
    vectors.map((argv) => ({argv})),
    process.cwd(),
  ) as RealCommandLine[]
}

export function realRequirements(words: readonly string[], cwd: string): readonly RealRequirement[] {
  return ask(
    words.map((requirement) => ({requirement})),
    cwd,
  ) as RealRequirement[]
}

export function realEditables(words: readonly string[], cwd: string): readonly RealRequirement[] {
  return ask(
    words.map((editable) => ({editable})),
    cwd,
  ) as RealRequirement[]
}

function ask(questions: readonly unknown[], cwd: string): readonly unknown[] {
  return answers(questions, cwd).slice(1)
}

function answers(questions: readonly unknown[], cwd: string): readonly unknown[] {
  const output = execFileSync('python3', ['-I', '-W', 'ignore', script], {
    cwd,
    encoding: 'utf8',
    // No configuration of this machine: what it sets would become the defaults of every option.
    env: {PATH: process.env.PATH, HOME: process.env.HOME, PIP_CONFIG_FILE: '/dev/null', PYTHONIOENCODING: 'utf-8'},
    input: questions.map((question) => `${JSON.stringify(question)}\n`).join(''),
    maxBuffer: 1 << 28,
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  return output
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
}

function findVersion(): string | undefined {
  try {
    return (answers([], process.cwd())[0] as {version: string}).version
  } catch {
    return undefined
  }
}
