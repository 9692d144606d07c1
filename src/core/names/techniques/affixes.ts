import type {Technique} from '../technique.ts'

/** Words that are put before or after a known name to look like its official or special edition. */
const ENDINGS = [
  '-js',
  '.js',
  'js',
  '-node',
  '-py',
  '-python',
  'py',
  '-lib',
  '-official',
  '-cli',
  '-api',
  '-dev',
  '-core',
  '-sdk',
  '-npm',
  '-package',
  '-pkg',
  '-ts',
  '2',
  '3',
]
const BEGINNINGS = ['js-', 'node-', 'python-', 'py-', 'py', 'lib-', 'official-', 'npm-', 'the-']

export const affixes: Technique = {
  *propose(name) {
    for (const ending of ENDINGS) {
      if (name.endsWith(ending) && name.length > ending.length + 2) {
        const target = name.slice(0, -ending.length)
        yield {name: target, technique: 'affix', sentence: `adds \`${ending}\` to \`${target}\``, likelihood: 0.3}
      }
    }
    for (const beginning of BEGINNINGS) {
      if (name.startsWith(beginning) && name.length > beginning.length + 2) {
        const target = name.slice(beginning.length)
        yield {
          name: target,
          technique: 'affix',
          sentence: `puts \`${beginning}\` before \`${target}\``,
          likelihood: 0.3,
        }
      }
    }
  },
}
