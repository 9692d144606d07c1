// The one list of tools whose own switches are known. A new one is a file beside these and a line here.

import type {NativeTool} from './native-tool.ts'

interface Entry {
  /** Of `sallyport policy export`, without its dashes. */
  readonly option: string
  /** Only the tool that is asked for is loaded. */
  readonly load: () => Promise<NativeTool>
}

export const nativeTools: readonly Entry[] = [
  {option: 'npmrc', load: async () => (await import('./npm.ts')).npm},
  {option: 'pip', load: async () => (await import('./pip.ts')).pip},
  {option: 'pnpm', load: async () => (await import('./pnpm.ts')).pnpm},
  {option: 'yarn', load: async () => (await import('./yarn.ts')).yarn},
  {option: 'uv', load: async () => (await import('./uv.ts')).uv},
  {option: 'bun', load: async () => (await import('./bun.ts')).bun},
]
