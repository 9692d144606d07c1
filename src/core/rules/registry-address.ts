import type {Rule} from './rule.ts'

export const registryAddress: Rule = {
  code: 'registry-address',
  meaning: 'the registry is a public IP address instead of a name: nothing says whose it is',
  judge(_artifact, {registryHost}) {
    const remark = registryHost?.remark
    return remark?.code === 'bare-address' ? {message: remark.sentence, suggestions: []} : undefined
  },
}
