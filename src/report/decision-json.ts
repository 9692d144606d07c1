// The decision as JSON, schema `sallyport/decision/1` (docs/decision-json.md). Other programs build on it.

import type {Artifact} from '../core/artifact.ts'
import {type Decision, type JudgedArtifact, unjudgedParts} from '../core/decision.ts'
import {packageUrl} from '../core/package-url.ts'
import {redactArgv, redactUrl} from '../core/redact.ts'

export interface DecisionReport {
  readonly tool: string
  readonly argv: readonly string[]
  readonly decision: Decision
  /** The argv that runs, or would run after the best substitutions; null where nothing would be rewritten. */
  readonly rewrittenArgv: readonly string[] | null
}

export function decisionJson({tool, argv, decision, rewrittenArgv}: DecisionReport): Record<string, unknown> {
  return {
    schema: 'sallyport/decision/1',
    tool,
    argv: redactArgv(argv),
    ...judgementJson(decision),
    rewrittenArgv: rewrittenArgv === null ? null : redactArgv(rewrittenArgv),
  }
}

/** What is the same whether a command is judged or a project. */
export function judgementJson(decision: Decision): Record<string, unknown> {
  return {
    verdict: decision.verdict,
    observed: decision.observed?.verdict ?? null,
    artifacts: decision.artifacts.map(artifactJson),
    unclear: decision.unclear.flatMap(({finding}) => finding ?? []),
    sources: decision.sources,
    silentSources: decision.silentSources,
    coverage: {
      judged: decision.artifacts.length,
      unjudged: unjudgedParts(decision),
    },
    data: decision.data,
  }
}

function artifactJson({artifact, verdict, findings, suggestions}: JudgedArtifact): Record<string, unknown> {
  return {
    purl: packageUrl(artifact),
    requested: redactUrl(artifact.requested),
    verdict,
    findings,
    suggestions: suggestions.map(({name, specifier, reason}) => ({
      purl: packageUrl(suggested(artifact, name, specifier ?? '')),
      name,
      version: specifier ?? null,
      reason,
    })),
  }
}

function suggested(artifact: Artifact, name: string, specifier: string): Artifact {
  const {digest: _, ...rest} = artifact
  const host = artifact.ecosystem === 'docker' ? registryHostOf(name) : undefined
  return {
    ...rest,
    name,
    specifier,
    source: host === undefined ? {kind: 'registry'} : {kind: 'registry', registry: host},
  }
}

/** A familiar image name starts with a host when its first segment has a dot or colon or is `localhost` (distribution's reference grammar). */
function registryHostOf(familiarName: string): string | undefined {
  const [first = '', ...rest] = familiarName.split('/')
  return rest.length > 0 && (/[.:]/.test(first) || first === 'localhost') ? first : undefined
}
