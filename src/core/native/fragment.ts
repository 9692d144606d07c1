// The settings of one tool as text that can be put into its file: each with the line of the policy that it comes from.

import semver from 'semver'
import {type Printable, printable} from '../printable.ts'
import {leftOver} from './left-over.ts'
import type {NativeTool, Translation} from './native-tool.ts'
import type {NativeWishes} from './native-wishes.ts'

const WIDTH = 110

/** `option` is the one of `sallyport policy export`. */
export function fragmentLines(option: string, tool: NativeTool, wishes: NativeWishes): readonly Printable[] {
  const {name, comment, destination, section} = tool
  const note = (text: string, indent = ''): readonly string[] =>
    folded(printable(text), indent).map((line) => `${comment} ${line}`)
  if (wishes.observes !== undefined) {
    return note(
      `the policy only observes (mode: observe, ${wishes.observes}): ${name} has nothing to enforce`,
    ) as Printable[]
  }
  const translation = tool.translate(wishes)
  const printed = printedOf(translation)
  const needed = newest(translation)
  const rest = leftOver(tool, translation, wishes)
  return [
    ...note(`what ${name} can enforce of the policy, from \`sallyport policy export --${option}\``),
    ...note(`for ${destination}`),
    ...(needed === undefined
      ? []
      : note(`needs ${name} ${needed}; a switch cannot ask: what the policy asks about is refused`)),
    ...(section === undefined || printed.length === 0 ? [] : ['', section]),
    ...printed.flatMap(({because, lines, since}) => [
      '',
      ...because.flatMap((one, index) => note(since === undefined || index > 0 ? one : `${one}; ${name} ${since}`)),
      ...lines.map((line) => printable(line)),
    ]),
    ...(rest.length === 0
      ? []
      : ['', ...note(`what ${name} cannot enforce:`), ...rest.flatMap((one) => note(one, '  '))]),
  ] as Printable[]
}

/** The same for programs. */
export function fragmentJson(tool: NativeTool, wishes: NativeWishes): object {
  const {name: toolName, ecosystem} = tool
  const translation = wishes.observes === undefined ? tool.translate(wishes) : undefined
  return {
    schema: 'sallyport/native-export/1',
    tool: toolName,
    ecosystem,
    needs: translation === undefined ? null : (newest(translation) ?? null),
    settings: printedOf(translation).map(({key, value, because, since}) => ({
      key,
      value,
      because,
      since: since ?? null,
    })),
    leftOver: translation === undefined ? [] : leftOver(tool, translation, wishes),
  }
}

function printedOf(translation: Translation | undefined): Translation['settings'] {
  return translation?.settings.filter(({lines}) => lines.length > 0) ?? []
}

/** The newest version that any printed setting needs. */
function newest({settings}: Translation): string | undefined {
  const versions = settings.flatMap(({lines, since}) => (lines.length === 0 || since === undefined ? [] : since))
  return versions.sort((a, b) => semver.compare(semver.coerce(a) ?? '0.0.0', semver.coerce(b) ?? '0.0.0')).at(-1)
}

function folded(text: string, indent: string): readonly string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && `${last} ${word}`.length <= WIDTH) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(`${last === undefined ? indent : `${indent}  `}${word}`)
  }
  return lines
}
