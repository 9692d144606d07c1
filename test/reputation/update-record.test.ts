import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import fc from 'fast-check'
import {expect, it, onTestFinished} from 'vitest'
import {readUpdateRecord} from '../../src/reputation/update-record.ts'

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'sallyport-record-'))
  onTestFinished(() => rmSync(made, {recursive: true, force: true}))
  return made
}

it('reads what it knows and nothing else', () => {
  const place = folder()
  const update = {digest: 'd', fetched: 't', sources: [{role: 'names', location: 'l', etag: 5}, {role: 'evil'}, null]}
  const record = {updates: [update, null, {digest: 1}], checked: 5, lastFailure: {time: 't', reason: 'r'}}
  writeFileSync(join(place, 'npm.json'), JSON.stringify(record))
  expect(readUpdateRecord(place, 'npm')).toEqual({
    updates: [{digest: 'd', fetched: 't', sources: [{role: 'names', location: 'l'}]}],
    lastFailure: {time: 't', reason: 'r'},
  })
})

it('takes a record that is absent, damaged or of another shape for an empty one', () => {
  const place = folder()
  expect(readUpdateRecord(place, 'npm')).toEqual({updates: []})
  fc.assert(
    fc.property(fc.oneof(fc.json(), fc.string({unit: 'binary'})), (content) => {
      writeFileSync(join(place, 'npm.json'), content)
      expect(readUpdateRecord(place, 'npm').updates).toEqual([])
    }),
    {numRuns: 50},
  )
})
