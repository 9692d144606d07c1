import {chmodSync, existsSync, readFileSync, writeFileSync} from 'node:fs'

export interface FakeTool {
  readonly name: string
  readonly stdout?: string
  readonly exitCode?: number
  /** Shell lines that run after the arguments are written down; they may `exit` or `kill -TERM $$` themselves. */
  readonly script?: string
}

/** An executable that appends its arguments to `record` (their count, then each, all ended by NUL) and does as it is told. */
export function writeFakeTool(path: string, record: string, tool: FakeTool): void {
  const lines = [
    '#!/bin/sh',
    `printf '%s\\0' "$#" "$@" >> ${quoted(record)}`,
    ...(tool.stdout === undefined ? [] : [`printf '%s' ${quoted(tool.stdout)}`]),
    ...(tool.script === undefined ? [] : [tool.script]),
    `exit ${tool.exitCode ?? 0}`,
  ]
  writeFileSync(path, `${lines.join('\n')}\n`)
  chmodSync(path, 0o755)
}

/** The arguments of each call, oldest first. */
export function readFakeCalls(record: string): readonly (readonly string[])[] {
  if (!existsSync(record)) return []
  const fields = readFileSync(record, 'utf8').split('\0').slice(0, -1)
  const calls: string[][] = []
  for (let at = 0; at < fields.length; ) {
    const count = Number(fields[at])
    calls.push(fields.slice(at + 1, at + 1 + count))
    at += 1 + count
  }
  return calls
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`
}
