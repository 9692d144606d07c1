// The lines of the log behind a sequence number: what waits to be sent.

import {linkAtStart} from '../chain-link.ts'
import {firstSequence} from '../first-sequence.ts'
import {closeLogFiles, type LogFile, openLogFiles} from '../log-files.ts'
import {linesOf} from '../log-lines.ts'

export interface UnsentLine {
  readonly sequence: number
  /** Without its line break. */
  readonly text: string
}

/** The oldest first. Throws what the file system says. */
export function* unsentLines(folder: string, sent: number): Generator<UnsentLine> {
  const files = openLogFiles(folder)
  try {
    for (const [index, file] of files.entries()) {
      const next = files[index + 1]
      const nextBegins = next && firstSequence(next.file)
      if (nextBegins !== undefined && nextBegins <= sent + 1) continue
      yield* unsentIn(file, sent)
    }
  } finally {
    closeLogFiles(files)
  }
}

function* unsentIn(file: LogFile, sent: number): Generator<UnsentLine> {
  for (const {bytes, isEnded} of linesOf(file)) {
    const text = bytes.toString()
    const sequence = isEnded ? linkAtStart(text)?.sequence : undefined
    if (sequence !== undefined && sequence > sent) yield {sequence, text}
  }
}

/** The sequence number of the newest line; 0 where there is none. */
export function newestSequence(folder: string): number {
  const files = openLogFiles(folder)
  try {
    for (const file of files.toReversed()) {
      let newest = 0
      for (const {sequence} of unsentIn(file, 0)) newest = sequence
      if (newest > 0) return newest
    }
    return 0
  } finally {
    closeLogFiles(files)
  }
}
