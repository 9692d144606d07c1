// The part of docs/migrating.md that comes from the tools' own files: every setting that can be exported, and since when.

import {nativeTools} from '../../src/core/native/all-native-tools.ts'
import {nativeWishes} from '../../src/core/native/native-wishes.ts'
import {mergePolicies} from '../../src/core/policy/merge.ts'
import type {PolicyDocument} from '../../src/core/policy/schema.ts'
import {table, withParts} from './tables.ts'

/** Says something about everything that a tool could enforce. */
const EVERYTHING: PolicyDocument = {
  version: 1,
  rules: {'install-scripts': 'block'},
  exceptions: (['npm:x', 'pypi:x'] as const).map((match) => ({
    match,
    rules: ['too-new', 'provenance-lost'],
    reason: '-',
    expires: '9999-12-31',
  })),
  internal: ['npm:@x/*', 'pypi:x'],
  registries: ['npm:https://x.example/', 'pypi:https://x.example/'],
}

/** Excuses from scripts, without which some lists are empty and with which others are. */
const EXCUSED: PolicyDocument = {...EVERYTHING, allow: ['npm:x', 'pypi:x']}

export async function withNativeSettings(reference: string): Promise<string> {
  const rows: (readonly string[])[] = []
  for (const {load} of nativeTools) {
    const tool = await load()
    const keys = new Map<string, readonly string[]>()
    for (const document of [EVERYTHING, EXCUSED]) {
      const policy = mergePolicies([{name: 'user', path: '-', document, lines: new Map()}])
      const {settings} = tool.translate(nativeWishes(policy.ecosystems[tool.ecosystem], 0))
      for (const {key, lines, because, since} of settings) {
        const label = key.join('.').replace('@x', '@scope')
        const from = new Set(because.flatMap(sourceOf))
        const older = keys.get(label)
        if (lines.length > 0 && older === undefined) {
          keys.set(label, [tool.name, `\`${label}\``, [...from].join(', '), since ?? 'any'])
        }
      }
    }
    rows.push(...keys.values())
  }
  return withParts(reference, {settings: table(['tool', 'setting', 'from', 'known since'], rows)})
}

/** Of the comment above a setting: the rule, or the list. */
function sourceOf(because: string): readonly string[] {
  const [, rule, list = ''] = /^(?:rules\.([\w-]+)|(\w+))/.exec(because) ?? []
  if (rule !== undefined) return [`\`${rule}\``]
  return list === 'allow' || list === 'exceptions' ? ['`allow`', '`exceptions`'] : [`\`${list}\``]
}
