import type {Technique} from '../technique.ts'

/**
 * PyPI: what a module is called in code, and the package that brings it. Facts from the packages' own documentation.
 */
const PACKAGE_OF_MODULE: ReadonlyMap<string, string> = new Map([
  ['sklearn', 'scikit-learn'],
  ['cv2', 'opencv-python'],
  ['pil', 'pillow'],
  ['yaml', 'pyyaml'],
  ['dateutil', 'python-dateutil'],
  ['dotenv', 'python-dotenv'],
  ['skimage', 'scikit-image'],
  ['crypto', 'pycryptodome'],
  ['jwt', 'pyjwt'],
  ['serial', 'pyserial'],
  ['openssl', 'pyopenssl'],
])

export const aliases: Technique = {
  *propose(name) {
    const target = PACKAGE_OF_MODULE.get(name)
    if (target === undefined) return
    yield {
      name: target,
      technique: 'alias',
      sentence: `is the module that \`${target}\` brings, not its package`,
      likelihood: 1,
    }
  },
}
