import {expect, it} from 'vitest'
import type {Artifact} from '../../src/core/artifact.ts'
import {packageUrl} from '../../src/core/package-url.ts'

const base = {requested: '', specifier: '', source: {kind: 'registry'}, requestedIn: {kind: 'argv', index: 0}} as const
const digest = `sha256:${'0'.repeat(64)}`
const hub = {kind: 'registry', registry: 'ghcr.io'} as const

it.each<[Partial<Artifact>, string | null]>([
  [{ecosystem: 'npm', name: 'express'}, 'pkg:npm/express'],
  [{ecosystem: 'npm', name: '@types/node', specifier: '20.1.0'}, 'pkg:npm/%40types/node@20.1.0'],
  [{ecosystem: 'npm', name: 'express', specifier: '^4'}, 'pkg:npm/express'],
  [{ecosystem: 'pypi', name: 'requests', specifier: '==2.31.0'}, 'pkg:pypi/requests@2.31.0'],
  [{ecosystem: 'pypi', name: 'requests', specifier: '>=2'}, 'pkg:pypi/requests'],
  [{ecosystem: 'docker', name: 'nginx', specifier: '1.27'}, 'pkg:docker/nginx@1.27'],
  [{ecosystem: 'docker', name: 'acme/tool', digest}, `pkg:docker/acme/tool@sha256:${'0'.repeat(64)}`],
  [{ecosystem: 'docker', name: 'ghcr.io/a/b', source: hub}, 'pkg:docker/a/b?repository_url=ghcr.io'],
  [{ecosystem: 'npm', name: ''}, null],
])('%j is %s', (artifact, expected) => {
  const purl = packageUrl({...base, ...artifact} as Artifact)
  expect(purl && decodeURIComponent(purl)).toBe(expected && decodeURIComponent(expected))
})
