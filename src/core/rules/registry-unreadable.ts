import type {Rule} from './rule.ts'

export const registryUnreadable: Rule = {
  code: 'registry-unreadable',
  meaning: 'a label of the registry host cannot be decoded or mixes scripts, so that what is read is not what is there',
  judge(_artifact, {registryHost}) {
    const remark = registryHost?.remark
    if (remark?.code !== 'unreadable') return undefined
    return {message: `would contact a registry whose host ${remark.sentence}`, suggestions: []}
  },
}
