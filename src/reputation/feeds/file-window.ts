import {readSync} from 'node:fs'

const WINDOW = 256 * 1024

/** Reads an open file anywhere, mostly forwards, in large pieces. */
export class FileWindow {
  readonly size: number
  readonly #file: number
  #buffer = Buffer.allocUnsafeSlow(WINDOW)
  #start = 0
  #length = 0

  constructor(file: number, size: number) {
    this.#file = file
    this.size = size
  }

  /** Fewer bytes than asked for where the file ends. They are those of the file until the next reading. */
  read(offset: number, length: number): Buffer {
    const from = offset - this.#start
    if (from < 0 || from + length > this.#length) this.#load(offset, length)
    const start = offset - this.#start
    return this.#buffer.subarray(start, Math.min(start + length, this.#length))
  }

  #load(offset: number, length: number): void {
    if (length > this.#buffer.length) this.#buffer = Buffer.allocUnsafeSlow(length)
    const wanted = Math.max(0, Math.min(this.#buffer.length, this.size - offset))
    let done = 0
    while (done < wanted) {
      const count = readSync(this.#file, this.#buffer, done, wanted - done, offset + done)
      // Somebody made it shorter meanwhile.
      if (count === 0) break
      done += count
    }
    this.#start = offset
    this.#length = done
  }
}
