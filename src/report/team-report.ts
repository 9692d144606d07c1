// The team's policy in words and as JSON: where it comes from, who signs it, how fresh it is.

import {isOver} from '../core/policy/day.ts'
import {type Printable, printable, printableWithin} from '../core/printable.ts'
import type {Enrolment} from '../policy-files/team/enrolment.ts'
import type {TeamInForce} from '../policy-files/team/team-file.ts'
import {fingerprintOf, readPublicKey} from '../system/ed25519.ts'

const REASON_WIDTH = 300

/** One line each; the failure last, where there is one. `now` in milliseconds since 1970. */
export function teamLines({enrolment, expires, checked, lastFailure}: TeamInForce, now: number): readonly Printable[] {
  const age = agoText(now - checked)
  return [
    `${printable(enrolment.source)}, ${releaseText(enrolment, expires, now)}`,
    `${keyText(enrolment)}; checked ${printable(enrolment.checked)} (${age})`,
    ...(lastFailure === undefined
      ? []
      : [
          `the last check failed on ${printable(lastFailure.time)}: ${printableWithin(lastFailure.reason, REASON_WIDTH)}`,
        ]),
  ] as Printable[]
}

/** `serial 4, until 2027-06-30` */
export function releaseText({serial}: Enrolment, expires: string | undefined, now: number): Printable {
  const end =
    expires === undefined
      ? 'without an end'
      : isOver(expires, now)
        ? `ended on ${printable(expires)}`
        : `until ${printable(expires)}`
  return `${serial === undefined ? 'without serial' : `serial ${serial}`}, ${end}` as Printable
}

export function keyText({key}: Enrolment): Printable {
  const read = key === undefined ? undefined : readPublicKey(key)
  return (read === undefined ? 'signed by nobody' : `key ${fingerprintOf(read)}`) as Printable
}

export function teamJson({enrolment, expires, attempted, lastFailure}: TeamInForce): Record<string, unknown> {
  const {source, key, enrolledKey, serial, enrolled, checked} = enrolment
  return {
    source,
    key: key ?? null,
    enrolledKey: enrolledKey ?? null,
    serial: serial ?? null,
    expires: expires ?? null,
    enrolled,
    checked,
    attempted: attempted ?? checked,
    lastFailure: lastFailure ?? null,
  }
}

function agoText(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / 60_000)
  if (!Number.isFinite(minutes) || minutes < 0) return 'by a clock that was ahead'
  if (minutes < 1) return 'just now'
  const [count, unit] =
    minutes < 60
      ? [minutes, 'minute']
      : minutes < 48 * 60
        ? [Math.floor(minutes / 60), 'hour']
        : [Math.floor(minutes / 1440), 'day']
  return `${count} ${unit}${count === 1 ? '' : 's'} ago`
}
