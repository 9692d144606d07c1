import {domainToASCII} from 'node:url'
import {describe, expect, it} from 'vitest'
import {judgeRegistryHost} from '../../../../src/core/names/docker/judge-host.ts'
import {isKnownHost, REGISTRY_HOSTS} from '../../../../src/core/names/docker/known-hosts.ts'

describe('hosts that are nobody’s look-alike', () => {
  it('every known registry, with and without a port, and what lies below it', () => {
    for (const host of REGISTRY_HOSTS) {
      for (const written of [host, `${host}:443`, `${host}.`, host.toUpperCase(), `some.${host}`]) {
        expect([written, judgeRegistryHost(written).verdict]).toEqual([written, 'ok'])
      }
    }
  })

  it.each([
    '123456789012.dkr.ecr.eu-west-1.amazonaws.com',
    '123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn',
    '123456789012.dkr-ecr.eu-west-1.on.aws',
    'us-central1-docker.pkg.dev',
    'acme.azurecr.io',
    'rg.fr-par.scw.cloud',
    'de.icr.io',
    'fra.ocir.io',
    'registry.cn-hangzhou.aliyuncs.com',
    'acme.jfrog.io',
    'acme-docker.jfrog.io',
    'registry-intl.docker.com',
    'harbor.acme.example',
    'registry.acme.example',
    'gitlab.acme.example:5050',
    'docker.acme.example',
    'ghcr.acme.example',
    'quay.acme.example',
    'registry.gitlab.acme.example',
    'docker.io.local',
    'registry.docker.internal',
    'localhost:5000',
    'registry:5000',
    '127.0.0.1:5000',
    '192.168.1.20:5000',
    '[::1]:5000',
    '[fd00::1]',
    'registry',
    'bücher.example',
    '',
    '.',
    '...',
    ':',
    '[',
    '__proto__',
  ])('%s', (host) => expect(judgeRegistryHost(host)).toMatchObject({verdict: 'ok', suggestions: []}))
})

describe('look-alikes', () => {
  it.each([
    ['ghrc.io', 'ghcr.io', 'swap'],
    ['ghcr.oi', 'ghcr.io', 'swap'],
    ['GHRC.io:443', 'ghcr.io', 'swap'],
    ['docker.oi', 'docker.io', 'swap'],
    ['dokcer.io', 'docker.io', 'swap'],
    ['qauy.io', 'quay.io', 'swap'],
    ['gcr.oi', 'gcr.io', 'swap'],
    ['gccr.io', 'gcr.io', 'doubling'],
    ['doccker.io', 'docker.io', 'doubling'],
    ['quey.io', 'quay.io', 'substitution'],
    ['quay.lo', 'quay.io', 'drawn-alike'],
    ['d0cker.io', 'docker.io', 'drawn-alike'],
    ['clocker.io', 'docker.io', 'drawn-alike'],
    ['dicker.io', 'docker.io', 'neighbour-key'],
    ['ghcr.com', 'ghcr.io', 'other-ending'],
    ['quay.dev', 'quay.io', 'other-ending'],
    ['gcr.com', 'gcr.io', 'other-ending'],
    ['registry.gitlab.org', 'registry.gitlab.com', 'other-ending'],
    ['docker.io.evil.example', 'docker.io', 'extension'],
    ['ghcr.io-login.example', 'ghcr.io', 'extension'],
    ['ghcr-io.example', 'ghcr.io', 'extension'],
    ['ghcr-io.evil.example', 'ghcr.io', 'extension'],
    ['login.quay.io.evil.example', 'quay.io', 'extension'],
    ['registryk8s.io', 'registry.k8s.io', 'separator'],
    ['registry-k8s.io', 'registry.k8s.io', 'separator'],
    ['mcrmicrosoft.com', 'mcr.microsoft.com', 'separator'],
    ['gh-cr.io', 'ghcr.io', 'separator'],
    ['dockerhub.io', 'docker.io', 'affix'],
    ['registry-docker.io', 'docker.io', 'affix'],
    ['eu.gcr.oi', 'eu.gcr.io', 'swap'],
    ['registry.ghrc.io', 'ghcr.io', 'swap'],
    ['acme.azurcr.io', 'acme.azurecr.io', 'omission'],
    ['europe-west1-docker.pgk.dev', 'europe-west1-docker.pkg.dev', 'swap'],
    ['123456789012.dkr.ecr.eu-west-1.amazonwas.com', '123456789012.dkr.ecr.eu-west-1.amazonaws.com', 'swap'],
    ['mrc.microsoft.com', 'mcr.microsoft.com', 'swap'],
    ['public.erc.aws', 'public.ecr.aws', 'swap'],
    ['cgr.dve', 'cgr.dev', 'swap'],
    ['dоcker.io', 'docker.io', 'homoglyph'],
    [domainToASCII('dоcker.io'), 'docker.io', 'homoglyph'],
    [domainToASCII('döcker.io'), 'docker.io', 'homoglyph'],
    [domainToASCII('eu.gсr.io'), 'eu.gcr.io', 'homoglyph'],
    [`${domainToASCII('quаy.io')}:5000`, 'quay.io', 'homoglyph'],
  ])('%s looks like %s (%s)', (host, target, technique) => {
    const {verdict, suggestions} = judgeRegistryHost(host)
    expect({verdict, ...suggestions[0]}).toMatchObject({verdict: 'lookalike', name: target, technique})
  })

  it('says how a Punycode host reads', () => {
    const [best] = judgeRegistryHost(domainToASCII('ghсr.io')).suggestions
    expect(best?.sentence).toBe('reads `ghсr.io`, which is drawn like `ghcr.io`')
  })

  it('no known host is taken for another, however it is compared', () => {
    for (const a of REGISTRY_HOSTS) expect(judgeRegistryHost(a).suggestions).toEqual([])
  })

  it('every swap of two neighbouring letters of a known host’s name is caught, unless the owner’s domain is still whole', () => {
    const missed = REGISTRY_HOSTS.flatMap((host) =>
      Array.from({length: host.lastIndexOf('.') - 1}, (_, at) => {
        const letters = [...host]
        ;[letters[at], letters[at + 1]] = [letters[at + 1]!, letters[at]!]
        return letters.join('')
      }).filter((swapped) => /^\w/.test(swapped) && !/[.-]{2}/.test(swapped) && !isKnownHost(swapped)),
    ).filter((swapped) => judgeRegistryHost(swapped).verdict !== 'lookalike')
    expect(missed).toEqual([])
  })
})

describe('hosts without a readable name', () => {
  it.each([
    ['8.8.8.8', 'names a registry by its bare address `8.8.8.8`'],
    ['203.0.113.7:5000', 'names a registry by its bare address `203.0.113.7`'],
    ['0x7f.1', 'names a registry by its bare address `127.0.0.1`, written as `0x7f.1`'],
    ['134744072:5000', 'names a registry by its bare address `8.8.8.8`, written as `134744072`'],
    ['010.8.8.8', 'names a registry by its bare address `8.8.8.8`, written as `010.8.8.8`'],
    ['[2001:4860:4860::8888]:5000', 'names a registry by its bare address `2001:4860:4860::8888`'],
  ])('%s', (host, sentence) => {
    expect(judgeRegistryHost(host)).toMatchObject({verdict: 'unknown', remark: {code: 'bare-address', sentence}})
  })

  it.each([
    ['xn--99999999.example', 'has a label that cannot be decoded, `xn--99999999`'],
    [domainToASCII('аcme.example'), `mixes Latin and Cyrillic letters in \`${domainToASCII('аcme')}\``],
  ])('%s', (host, sentence) => {
    expect(judgeRegistryHost(host)).toMatchObject({verdict: 'unknown', remark: {code: 'unreadable', sentence}})
  })
})
