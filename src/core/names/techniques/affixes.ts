import type {Proposal, Technique} from '../technique.ts'

/** Words that are put before or after a known name to look like its official or special edition. */
const ENDINGS = [
  ...['-js', '.js', 'js', '-node', '-ts', '-npm', '-package', '-pkg', '-lib', '-official', '-cli', '-api', '-dev'],
  ...['-core', '-sdk', '-app', '-http', '-client', '-utils', '-util', '-tool', '-tools', '-plus', '-pro', '-db', '-py'],
  ...['-python', '-python3', 'py', 'lib', 'db', '-binary', '-headless', '-test', '-latest', '-new', '-fix'],
]
const BEGINNINGS = [
  ...['js-', 'node-', 'nodejs-', 'npm-', 'python-', 'python3-', 'py-', 'py', 'lib', 'lib-', 'official-', 'the-'],
  ...['get-', 'install-', 'pip-', 'django-', 'easy-', 'simple-', 'node', 'new-'],
]
/** Put where another was taken away: `libcurl` for `pycurl`. */
const EXCHANGED = ['py', 'python-', 'lib', 'node-']
const EXCHANGED_ENDINGS = ['-python', '-py', 'lib', '.js', '-js', 'js']

/** The shortest name that is worth an edition of its own. */
const SHORTEST = 2

/** `axios-http`, `js-lodash`: a word more than the name it leans on. */
export const affixes: Technique = {
  *propose(name) {
    for (const {rest, added} of withoutAffix(name)) {
      yield {name: rest, technique: 'affix', sentence: `adds \`${added}\` to \`${rest}\``, likelihood: 0.3}
    }
  },
}

/** `smb` for `pysmb`, `libhtml5` for `html5lib`: the affix is missing, or is another. Only for names that nobody lists. */
export const exchangedAffixes: Technique = {
  *propose(name, _index, {kind}) {
    if (kind === 'listed' || kind === 'known' || name.startsWith('@')) return
    for (const target of withAffix(name)) {
      const sentence = `leaves out a part of \`${target}\``
      yield {name: target, technique: 'affix', sentence, likelihood: 0.5}
    }
    for (const {rest, added} of withoutAffix(name)) {
      for (const target of withAffix(rest)) {
        if (target === name) continue
        yield exchanged(target, added)
      }
    }
  },
}

function exchanged(target: string, added: string): Proposal {
  const sentence = `has \`${added}\` for another part of \`${target}\``
  return {name: target, technique: 'affix', sentence, likelihood: 0.45}
}

/** Every way to take one affix away. */
export function* withoutAffix(name: string): Iterable<{readonly rest: string; readonly added: string}> {
  for (const ending of ENDINGS) {
    if (name.length - ending.length > SHORTEST && name.endsWith(ending)) {
      yield {rest: name.slice(0, -ending.length), added: ending}
    }
  }
  for (const beginning of BEGINNINGS) {
    if (name.length - beginning.length > SHORTEST && name.startsWith(beginning)) {
      yield {rest: name.slice(beginning.length), added: beginning}
    }
  }
}

function* withAffix(name: string): Iterable<string> {
  for (const beginning of EXCHANGED) yield beginning + name
  for (const ending of EXCHANGED_ENDINGS) yield name + ending
}
