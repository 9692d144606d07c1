import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {expect, it, onTestFinished} from 'vitest'
import {loggedLines} from '../../src/audit/logged-lines.ts'

function folderWith(log?: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'sallyport-lines-'))
  onTestFinished(() => rmSync(folder, {recursive: true}))
  if (log !== undefined) writeFileSync(join(folder, 'audit.jsonl'), log)
  return folder
}

it('gives every line, the oldest first, wherever the file is cut into parts', () => {
  const lines = Array.from({length: 3000}, (_, index) => ({index, text: 'x'.repeat(index % 700)}))
  const log = lines.map((line) => `${JSON.stringify(line)}\n`).join('')
  expect(log.length).toBeGreaterThan(3 * 256 * 1024)
  expect([...loggedLines(folderWith(log))]).toEqual(lines)
})

it('gives nothing for what is no JSON, and goes on behind it', () => {
  expect([...loggedLines(folderWith(`1\n{"a\n\n${'x'.repeat(5_000_000)}\n2`))]).toEqual([1, undefined, undefined, 2])
})

it('is empty where there is no log', () => {
  expect([...loggedLines(folderWith())]).toEqual([])
  expect([...loggedLines(folderWith(''))]).toEqual([])
})
