// What `sallyport scan` found in SARIF 2.1.0 (OASIS, "Static Analysis Results Interchange Format"), for code scanning.

import type {Artifact} from '../core/artifact.ts'
import type {Decision, Finding} from '../core/decision.ts'
import {packageUrl} from '../core/package-url.ts'
import {printableWithin} from '../core/printable.ts'
import {redactUrl} from '../core/redact.ts'
import type {ScannedProject} from './scan.ts'

export interface SarifSettings {
  readonly version: string
  /** By code; what the driver says of its rules. */
  readonly meanings: ReadonlyMap<string, string>
  /** The path relative to what is scanned, with `/`. */
  readonly relative: (path: string) => string
  /** The line on which an artifact stands in its file, from 1. */
  readonly lineOf: (artifact: Artifact) => number
  readonly digest: (text: string) => string
}

export function sarif(projects: readonly ScannedProject[], settings: SarifSettings): Record<string, unknown> {
  const results = projects.flatMap((project) => resultsOf(project, settings))
  const codes = [...new Set(results.map(({ruleId}) => ruleId))].sort()
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'sallyport',
            version: settings.version,
            rules: codes.map((id) => ({id, shortDescription: {text: settings.meanings.get(id) ?? id}})),
          },
        },
        columnKind: 'utf16CodeUnits',
        results,
      },
    ],
  }
}

function resultsOf({path, decision}: ScannedProject, settings: SarifSettings) {
  return [
    ...decision.artifacts.flatMap(({artifact, findings}) =>
      findings.map((finding) => {
        const {requestedIn, requested} = artifact
        const file = requestedIn.kind === 'argv' ? path : settings.relative(requestedIn.path)
        const purl = packageUrl(artifact)
        const place = {file, line: settings.lineOf(artifact), purl}
        return result(finding, `${printableWithin(redactUrl(requested), 120)} ${finding.message}`, place, settings)
      }),
    ),
    ...unclearFindings(decision).map((finding) =>
      result(
        finding,
        finding.message,
        {file: `${path === '.' ? '' : `${path}/`}package.json`, line: 1, purl: null},
        settings,
      ),
    ),
  ]
}

function unclearFindings({unclear}: Decision): readonly Finding[] {
  return unclear.flatMap(({finding}) => finding ?? [])
}

interface Place {
  readonly file: string
  readonly line: number
  readonly purl: string | null
}

function result({code, severity, origin, excused}: Finding, text: string, place: Place, {digest}: SarifSettings) {
  const {file, line, purl} = place
  return {
    ruleId: code,
    level: LEVELS[severity],
    message: {text: printableWithin(text, 1000)},
    locations: [
      {
        physicalLocation: {
          artifactLocation: {uri: file.split('/').map(encodeURIComponent).join('/')},
          region: {startLine: line},
        },
      },
    ],
    // Lines move; what is found about a package in a file stays.
    partialFingerprints: {'artifactAndRule/v1': digest([file, purl ?? text, code].join('\n'))},
    ...(excused === undefined
      ? {}
      : {suppressions: [{kind: 'external', justification: excused.reason ?? `${excused.by}: ${excused.match}`}]}),
    properties: {action: severity, origin, ...(purl === null ? {} : {purl})},
  }
}

const LEVELS = {note: 'note', 'hold-back': 'warning', ask: 'warning', block: 'error'} as const satisfies Record<
  Finding['severity'],
  string
>
