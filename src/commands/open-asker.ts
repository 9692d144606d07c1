// Finds out whether somebody can be asked, and loads the screen only then: Ink and React cost nothing on the allowed path.

import type {Asker} from '../prompt/question.ts'
import {findTerminal} from '../system/terminal.ts'
import type {Edge} from './edge.ts'
import {questionTimeout} from './settings.ts'

export type OpenedAsker =
  | {readonly kind: 'asker'; readonly asker: Asker}
  | {readonly kind: 'none'; readonly reason: string}

export async function openAsker(edge: Edge): Promise<OpenedAsker> {
  const terminal = findTerminal(edge.environment)
  if (terminal.kind === 'none') return {kind: 'none', reason: terminal.reason}
  const [{terminalAsker}, timeout] = await Promise.all([
    import('../prompt/terminal-asker.tsx'),
    questionTimeout(edge.places),
  ])
  return {kind: 'asker', asker: terminalAsker({environment: edge.environment, timeout})}
}
