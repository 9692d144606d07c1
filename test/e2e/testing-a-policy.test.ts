// The worked examples of docs/testing-a-policy.md are what the program prints.

import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, onTestFinished, test} from 'vitest'
import {checkout} from '../support/checkout.ts'
import {Scratch} from '../support/scratch.ts'

interface Example {
  readonly files: Readonly<Record<string, string>>
  readonly console: string
}

/** Each block of a console with the files that stand in front of it. */
function examplesOf(page: string): readonly Example[] {
  const examples: Example[] = []
  let files: Record<string, string> = {}
  for (const [, kind, name = '', content = ''] of page.matchAll(/^```(yaml|console)(?: (\S+))?\n(.*?)^```$/gmsu)) {
    if (kind === 'yaml') files[name] = content
    else {
      examples.push({files, console: content})
      files = {}
    }
  }
  return examples
}

const examples = examplesOf(readFileSync(join(checkout, 'docs', 'testing-a-policy.md'), 'utf8'))

test('there are examples of a test that passes, of one that fails, from the log, and of a simulation', () => {
  expect(examples.map(({console}) => /^\$ sallyport (.*)$/mu.exec(console)?.[1])).toEqual([
    'policy test',
    'policy test',
    'policy test .sallyport.yaml',
    'policy simulate team.yaml',
  ])
})

test.for(examples.map(({files, console}) => [console.split('\n')[0] ?? '', files, console] as const))(
  '%s',
  async ([, files, console]) => {
    const scratch = new Scratch().withNode().installShims().withFiles(files).withFakeTool({name: 'npm'})
    onTestFinished(() => scratch.remove())
    const commands = [...console.matchAll(/^\$ (.*)$/gmu)].map(([, command = '']) => command.split(' '))
    let printed = ''
    for (const [tool = '', ...words] of commands) {
      const {stdout} = await scratch.run(tool === 'sallyport' ? scratch.install.program : tool, words)
      if (tool === 'sallyport') printed += stdout
    }
    const expected = console.replace(/^\$ .*\n/gmu, '')
    expect(anyDay(printed.replaceAll(scratch.project, '/home/ann/policy'))).toBe(anyDay(expected))
  },
)

function anyDay(text: string): string {
  return text.replace(/\d{4}-\d\d-\d\d(?: \d\d:\d\d)?/gu, '<day>')
}
