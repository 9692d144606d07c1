// What `sallyport log --verify` found, in words and as JSON.

import type {Verification} from '../audit/chain-walk.ts'
import {type Printable, printable} from '../core/printable.ts'
import {plural} from './log-listing.ts'

export function verificationLines({
  isWhole,
  records,
  first,
  last,
  remarks,
  moreRemarks,
}: Verification): readonly Printable[] {
  const range = last === 0 ? '' : `, ${first} to ${last} in the chain`
  const older = first > 1 ? `; what was before ${first} was put away by rotation` : ''
  return [
    ...remarks.map(({state, path, line, message}) => `${state}: ${printable(path)}:${line} ${printable(message)}`),
    ...(moreRemarks > 0 ? [`and ${moreRemarks} more`] : []),
    `${isWhole ? 'whole' : 'not whole'}: ${plural(records, 'record')}${range}${older}`,
  ] as Printable[]
}

/** Schema `sallyport/audit-verification/1`. */
export function verificationJson({isWhole, ...rest}: Verification): Record<string, unknown> {
  return {schema: 'sallyport/audit-verification/1', whole: isWhole, ...rest}
}
