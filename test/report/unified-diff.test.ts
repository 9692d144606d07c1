import {spawnSync} from 'node:child_process'
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import fc from 'fast-check'
import {describe, expect, it, onTestFinished} from 'vitest'
import {unifiedDiff} from '../../src/report/unified-diff.ts'

describe('a difference', () => {
  it('is one part with three lines around it', () => {
    expect(unifiedDiff('p', '1\n2\n3\n4\n5\n6\n7\n8\n', '1\n2\n3\n4\nx\n5\n6\n7\n8\n')).toEqual([
      '--- p',
      '+++ p',
      '@@ -2,6 +2,7 @@',
      ...[' 2', ' 3', ' 4', '+x', ' 5', ' 6', ' 7'],
    ])
  })

  it('is none between texts that are the same', () => expect(unifiedDiff('p', 'a\n', 'a\n')).toEqual([]))

  it('tells a file that is new, and a last line without a break', () => {
    expect(unifiedDiff('p', undefined, 'a\n')).toEqual(['--- /dev/null', '+++ p', '@@ -0,0 +1 @@', '+a'])
    expect(unifiedDiff('p', 'a', 'a\nb')).toEqual([
      ...['--- p', '+++ p', '@@ -1 +1,2 @@'],
      ...['-a', '\\ No newline at end of file', '+a', '+b', '\\ No newline at end of file'],
    ])
  })

  it('shows nothing that acts on a terminal, and keeps tabs', () => {
    expect(unifiedDiff('p\u001B', '', '\t\u001B[2J\u202E\n')).toEqual([
      ...['--- p\\u{1b}', '+++ p\\u{1b}', '@@ -0,0 +1 @@'],
      '+\t\\u{1b}[2J\\u{202e}',
    ])
  })

  it('is what `git apply` takes', ({skip}) => {
    if (spawnSync('git', ['--version']).error) skip('there is no git')
    const folder = mkdtempSync(join(tmpdir(), 'sallyport-diff-'))
    onTestFinished(() => rmSync(folder, {recursive: true, force: true}))
    const path = join(folder, 'p')
    const line = fc.constantFrom('a\n', 'b\n', 'c\n', '\n')
    const text = fc
      .tuple(fc.array(line, {minLength: 1, maxLength: 12}), fc.constantFrom('', 'end'))
      .map(([lines, end]) => lines.join('') + end)
    fc.assert(
      fc.property(text, text, (before, after) => {
        fc.pre(before !== after)
        writeFileSync(path, before)
        const input = `${unifiedDiff('p', before, after).join('\n')}\n`
        const {status} = spawnSync('git', ['apply', '-p0'], {cwd: folder, input})
        expect([status, readFileSync(path, 'utf8')]).toEqual([0, after])
      }),
      {numRuns: 60},
    )
  })
})
