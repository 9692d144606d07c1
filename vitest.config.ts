import {defineConfig} from 'vitest/config'

const common = {testTimeout: 60_000, hookTimeout: 120_000, pool: 'forks'} as const

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...common,
          name: 'parts',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: ['test/e2e/**', 'test/live/**'],
        },
      },
      // The whole program as it is installed: the bundle is built once before these.
      {test: {...common, name: 'whole', include: ['test/e2e/**/*.test.ts'], globalSetup: ['test/global-setup.ts']}},
      // `npm run test:live` alone: what needs the registries of this machine, one file after the other.
      {
        test: {
          ...common,
          name: 'live',
          include: ['test/live/**/*.test.ts'],
          globalSetup: ['test/global-setup.ts', 'test/live/machine.ts'],
          fileParallelism: false,
          testTimeout: 600_000,
        },
      },
    ],
  },
})
