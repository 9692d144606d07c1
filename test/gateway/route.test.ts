import {expect, test} from 'vitest'
import {questionPath, routeOf} from '../../src/gateway/route.ts'

const ROOT = '/0f3a/'

test.each<[string, object]>([
  ['GET /0f3a/lodash', {kind: 'packument', name: 'lodash', path: '/lodash'}],
  ['GET /lodash', {kind: 'packument', name: 'lodash'}],
  ['GET /0f3a/@acme%2ftool', {kind: 'packument', name: '@acme/tool', path: '/@acme%2ftool'}],
  ['GET /0f3a/@acme/tool', {kind: 'packument', name: '@acme/tool'}],
  ['GET /0f3a/constructor', {kind: 'packument', name: 'constructor'}],
  ['GET /0f3a/lodash/-/lodash-1.0.0.tgz', {kind: 'tarball', path: '/lodash/-/lodash-1.0.0.tgz'}],
  ['GET /lodash/-/lodash-1.0.0.tgz', {kind: 'tarball'}],
  ['GET /0f3a/artifactory/api/npm/npm/x/-/x-1.tgz', {kind: 'tarball'}],
  ['GET /0f3a/download/@acme/tool/1.0.0/abc', {kind: 'tarball'}],
  ['POST /0f3a/-/npm/v1/security/advisories/bulk', {kind: 'other', scope: undefined}],
  ['GET /0f3a/-/ping?write=true', {kind: 'other', path: '/-/ping?write=true'}],
  ['GET /0f3a/-/package/@acme%2ftool/dist-tags', {kind: 'other', scope: '@acme'}],
  ['PUT /0f3a/@acme%2ftool', {kind: 'other', scope: '@acme'}],
  // A manifest of one version, which would pass by the filter.
  ['GET /0f3a/lodash/latest', {kind: 'refused'}],
  ['GET /0f3a/lodash/1.0.0', {kind: 'refused'}],
  ['GET /0f3a/@acme%2ftool/1.0.0', {kind: 'refused'}],
  ['GET /0f3a/lodash%2flatest', {kind: 'refused'}],
  ['GET /0f3a//lodash', {kind: 'refused'}],
  ['GET /0f3a/..%2flodash', {kind: 'refused'}],
  ['GET /0f3a/%', {kind: 'packument', name: '%'}],
  [`GET /0f3a/${questionPath('@acme/tool', '1.0.0+b')}`, {kind: 'question', name: '@acme/tool', version: '1.0.0+b'}],
])('%s', (request, route) => {
  const [method = '', path = ''] = request.split(' ')
  expect(routeOf(method, path, ROOT, (pathname) => pathname.startsWith('/download/'))).toMatchObject(route)
})
