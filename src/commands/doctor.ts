// `sallyport doctor`: what stands, what is broken, what is not covered. Ends 1 when something is broken.

import {accessSync, constants, existsSync, mkdirSync} from 'node:fs'
import {delimiter, dirname, join} from 'node:path'
import type {Ecosystem} from '../core/artifact.ts'
import {exitCode} from '../core/exit-code.ts'
import {printable} from '../core/printable.ts'
import {allTools} from '../managers/all-managers.ts'
import {ECOSYSTEMS, nameStatus, OLD_AFTER_DAYS} from '../reputation/name-status.ts'
import {findRealTool, SHIM_MARKER} from '../system/real-tool.ts'
import {droppingShell} from '../system/shim-shell.ts'
import {findTerminal} from '../system/terminal.ts'
import {auditDiagnoses} from './audit-diagnoses.ts'
import type {Diagnosis} from './diagnosis.ts'
import type {Edge, Outcome} from './edge.ts'
import {nameFolders} from './name-folders.ts'
import {policyDiagnoses} from './policy-diagnoses.ts'
import {policyInForce} from './policy-in-force.ts'
import {VERSION} from './version.ts'

export async function doctor(edge: Edge): Promise<Outcome> {
  const policy = policyInForce(edge)
  const diagnoses = [
    runtime(edge),
    ...ECOSYSTEMS.flatMap((ecosystem) => nameIndex(edge, ecosystem)),
    ...(await reputation(edge)),
    ...toolsOnPath(edge),
    ...uncovered(edge),
    ...(await policyDiagnoses(edge, policy)),
    writable('state (audit log)', edge.places.state),
    ...(await auditDiagnoses(edge, policy)),
    writable('configuration', edge.places.config),
    terminal(edge),
  ]
  for (const {state, text, hint} of diagnoses) {
    edge.print(`${state.padEnd(6)}  ${printable(text)}\n`)
    if (hint !== undefined) edge.print(`        hint: ${printable(hint)}\n`)
  }
  const broken = diagnoses.filter(({state}) => state === 'broken').length
  edge.print(`sallyport ${VERSION}: ${broken === 0 ? 'nothing is broken' : `${broken} broken`}\n`)
  return {kind: 'exit', code: broken === 0 ? exitCode.ok : exitCode.failed}
}

function runtime({runtimeVersion, bundleFolder}: Edge): Diagnosis {
  return {state: 'ok', text: `runtime: Node ${runtimeVersion}, program in ${bundleFolder}`}
}

function nameIndex(edge: Edge, ecosystem: Ecosystem): readonly Diagnosis[] {
  const {data, ageInDays, damage} = nameStatus(nameFolders(edge), ecosystem, edge.now())
  const hint = `\`sallyport cache update ${ecosystem}\``
  const unused: readonly Diagnosis[] =
    damage === undefined
      ? []
      : [{state: 'note', text: `names (${ecosystem}): the updated index ${damage.path}: ${damage.reason}`, hint}]
  if (data.kind === 'missing') {
    const text = `names (${ecosystem}): ${data.path}: ${data.reason}`
    return [{state: 'broken', text, hint: 'run `install.sh` again'}, ...unused]
  }
  const isOld = ageInDays > OLD_AFTER_DAYS
  const text = `names (${ecosystem}): ${data.index.size} names as of ${data.index.date}, ${ageInDays} days old (${data.origin})`
  return [{state: isOld ? 'note' : 'ok', text, ...(isOld ? {hint} : {})}, ...unused]
}

async function reputation(edge: Edge): Promise<readonly Diagnosis[]> {
  const {feedDiagnoses} = await import('./doctor-feeds.ts')
  return feedDiagnoses(edge)
}

/** What a plain command line starts for each tool: our shim, or something that slips in front of it. */
function toolsOnPath({environment}: Edge): readonly Diagnosis[] {
  const path = environment.PATH ?? ''
  const found = allTools.map((tool) => ({
    tool,
    first: path.split(delimiter).find((folder) => folder !== '' && isExecutable(join(folder, tool))),
    real: findRealTool(tool, path),
  }))
  const inFront = found.filter(({first}) => first !== undefined && !existsSync(join(first, SHIM_MARKER)))
  const behind = found.filter((one) => one.first !== undefined && !inFront.includes(one))
  const absent = found.filter(({first}) => first === undefined)
  return [
    ...behind.map(({tool, first, real}): Diagnosis => {
      if (real === undefined)
        return {state: 'note', text: `${tool}: behind the shim, but there is no real \`${tool}\` on PATH`}
      return {state: 'ok', text: `${tool}: ${join(first ?? '', tool)} -> ${real}`}
    }),
    ...shellOf(behind.map(({tool, first}) => join(first ?? '', tool))),
    ...(inFront.length === 0 ? [] : [notCovered(inFront.map(({tool, first}) => join(first ?? '', tool)))]),
    ...(absent.length === 0
      ? []
      : [{state: 'note', text: `not on PATH: ${absent.map(({tool}) => tool).join(', ')}`} as const]),
  ]
}

function shellOf([shim]: readonly string[]): readonly Diagnosis[] {
  const shell = shim === undefined ? undefined : droppingShell(shim)
  if (shell === undefined) return []
  return [
    {
      state: 'note',
      text: `the shims run in ${shell}, which drops variables such as \`npm_config_@scope:registry\`; npm does not see them`,
      hint: 'write what they say into ~/.npmrc, or install bash as /bin/bash and run `install.sh` again',
    },
  ]
}

function notCovered(paths: readonly string[]): Diagnosis {
  return {
    state: 'note',
    text: `in front of the shims on this PATH: ${paths.join(', ')}`,
    hint: 'open a new shell; in bash, zsh and fish the functions of the installation win, other programs see this PATH',
  }
}

function uncovered({environment}: Edge): readonly Diagnosis[] {
  const python = findRealTool('python3', environment.PATH)
  if (python === undefined) return []
  return [{state: 'note', text: 'not covered: `python -m pip` and `python3 -m pip`; use `pip` or `pip3`'}]
}

function writable(what: string, folder: string): Diagnosis {
  try {
    mkdirSync(folder, {recursive: true, mode: 0o700})
    accessSync(folder, constants.W_OK)
    return {state: 'ok', text: `${what}: ${folder}`}
  } catch (error) {
    const {code} = error as NodeJS.ErrnoException
    return {
      state: 'note',
      text: `${what}: ${folder} is not writable (${code})`,
      hint: `make ${dirname(folder)} writable`,
    }
  }
}

function terminal({environment}: Edge): Diagnosis {
  const found = findTerminal(environment)
  if (found.kind === 'none') return {state: 'note', text: `questions: nobody can be asked here (${found.reason})`}
  return {state: 'ok', text: 'questions: this terminal can be asked'}
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
