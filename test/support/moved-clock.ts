import {rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'

/** Moves the clock of sallyport in an installation by as many milliseconds from now; npm keeps that of the machine. */
export function moveClock(prefix: string, milliseconds: number): void {
  const [runtime, clock] = [join(prefix, 'versions/1/node'), join(prefix, 'clock.mjs')]
  writeFileSync(
    clock,
    `const {now} = Date
Date.now = () => now() + ${milliseconds}
globalThis.Date = class extends Date {
  constructor(...parts) {
    super(...(parts.length === 0 ? [Date.now()] : parts))
  }
}
`,
  )
  rmSync(runtime)
  writeFileSync(runtime, `#!/bin/sh\nexec '${process.execPath}' --import '${clock}' "$@"\n`, {mode: 0o755})
}
