import {mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync} from 'node:fs'
import {homedir, tmpdir} from 'node:os'
import {join} from 'node:path'
import {expect, onTestFinished, test} from 'vitest'
import {placesFor} from '../../src/system/places.ts'

function prefix(): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'sallyport-places-')))
  onTestFinished(() => rmSync(root, {recursive: true, force: true}))
  mkdirSync(join(root, 'versions/20261124/dist'), {recursive: true})
  symlinkSync('versions/20261124', join(root, 'lib'))
  return root
}

test.each(['lib/dist', 'versions/20261124/dist'])(
  'the policy of the team lies beside the installation of %s',
  (bundle) => {
    const root = prefix()
    for (const environment of [{}, {XDG_CONFIG_HOME: '/elsewhere', XDG_DATA_HOME: '/elsewhere', HOME: '/elsewhere'}]) {
      expect(placesFor(environment, join(root, bundle)).team).toEqual({folder: join(root, 'team'), root})
    }
  },
)

test('the policy of the team lies in the configuration for a program that is not installed', () => {
  const root = prefix()
  mkdirSync(join(root, 'checkout/dist'), {recursive: true})
  mkdirSync(join(root, 'checkout/versions/1/dist'), {recursive: true})
  for (const bundle of ['checkout/dist', 'checkout/versions/1/dist', 'absent/dist']) {
    expect(placesFor({XDG_CONFIG_HOME: '/elsewhere'}, join(root, bundle)).team).toEqual({
      folder: '/elsewhere/sallyport/team',
      root: homedir(),
    })
  }
})

test('relative folders in the environment are ignored', () => {
  expect(placesFor({XDG_CONFIG_HOME: 'here', XDG_CACHE_HOME: ''}, '/')).toMatchObject({
    config: join(homedir(), '.config/sallyport'),
    cache: join(homedir(), '.cache/sallyport'),
  })
})
