// Reads the log to its end, and later what was added since, also when files were put aside meanwhile.

import {closeLogFiles, type LogFile, openLogFiles} from './log-files.ts'
import {type LogLine, linesOf} from './log-lines.ts'

export class LogTail {
  readonly #folder: string
  /** Up to where it was read. */
  #place: {readonly inode: number; readonly position: number} | undefined

  constructor(folder: string) {
    this.#folder = folder
  }

  /** Whole lines, the oldest first. Throws what the file system says. */
  *read(): Generator<LogLine> {
    let files: readonly LogFile[] = []
    try {
      files = openLogFiles(this.#folder)
      const known = files.findIndex(({inode}) => inode === this.#place?.inode)
      for (const file of files.slice(Math.max(0, known))) yield* this.#readFile(file)
    } finally {
      closeLogFiles(files)
    }
  }

  *#readFile(file: LogFile): Generator<LogLine> {
    const {inode, size} = file
    const from = inode === this.#place?.inode ? Math.min(this.#place.position, size) : 0
    this.#place = {inode, position: from}
    for (const line of linesOf(file, from)) {
      // The last one may be written just now.
      if (!line.isEnded) return
      this.#place = {inode, position: line.end}
      yield line
    }
  }
}
