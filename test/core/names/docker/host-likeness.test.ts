import {expect, it} from 'vitest'
import {domainLikeness, hostLikeness} from '../../../../src/core/names/docker/host-likeness.ts'

it.each([
  ['ghrc.io', 'ghcr.io', 'swap'],
  ['ghcr.iox', 'ghcr.io', 'other-ending'],
  ['icr.org', 'icr.io', undefined],
  ['icr.oi', 'icr.io', 'swap'],
  ['scr.io', 'icr.io', undefined],
  ['registryk8s.io', 'registry.k8s.io', 'separator'],
  ['docker.io.evil.example', 'docker.io', 'extension'],
  ['docker-io.evil.example', 'docker.io', 'extension'],
  ['docker.ios.example', 'docker.io', undefined],
  ['dockerhub.io', 'docker.io', 'affix'],
  ['dockerhub.com', 'docker.io', undefined],
  ['docker.io', 'docker.io', undefined],
  ['', 'docker.io', undefined],
])('%s and %s: %s', (host, known, technique) => expect(hostLikeness(host, known)?.technique).toBe(technique))

it('asks more of the domain that a host lies in', () => {
  expect(domainLikeness('azurecr.oi', 'azurecr.io')?.technique).toBe('swap')
  expect(domainLikeness('azurecr.dev', 'azurecr.io')).toBeUndefined()
})
