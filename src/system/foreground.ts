import {execFileSync} from 'node:child_process'
import {readFileSync} from 'node:fs'

/**
 * Whether this process belongs to the terminal's foreground group, so that reading the terminal is its business. On Linux
 * from /proc/self/stat (`pgrp` and `tpgid`), elsewhere from `ps`.
 */
export function isForeground(): boolean {
  try {
    const [group, foreground] = process.platform === 'linux' ? groupsFromProc() : groupsFromPs()
    return group !== undefined && group === foreground
  } catch {
    // Deny: nobody knows whose terminal it is.
    return false
  }
}

function groupsFromProc(): readonly [number | undefined, number | undefined] {
  const fields = statFields()
  return [fields[2], fields[5]]
}

function groupsFromPs(): readonly [number, number] {
  const line = execFileSync('/bin/ps', ['-o', 'pgid=,tpgid=', '-p', String(process.pid)], {encoding: 'utf8'})
  const [group, foreground] = line.trim().split(/\s+/)
  return [Number(group), Number(foreground)]
}

/** The controlling terminal's device, the same for every process on it; `unknown` puts all of them under one name. */
export function controllingTerminal(): string {
  try {
    if (process.platform === 'linux') return String(statFields()[4])
    return execFileSync('/bin/ps', ['-o', 'tty=', '-p', String(process.pid)], {encoding: 'utf8'})
      .trim()
      .replace(/\W/g, '-')
  } catch {
    return 'unknown'
  }
}

/** proc(5): the fields after the command, which is in parentheses and may hold anything, parentheses and spaces included. */
function statFields(): readonly number[] {
  const stat = readFileSync('/proc/self/stat', 'utf8')
  return stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number)
}
