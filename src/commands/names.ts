// `sallyport names --ecosystem npm|pypi|docker [--json]`: names on standard input, one answer a line. Offline.

import {createInterface} from 'node:readline'
import type {Readable} from 'node:stream'
import levenshtein from 'fast-levenshtein'
import type {Ecosystem} from '../core/artifact.ts'
import {asciiJson} from '../core/ascii-json.ts'
import {exitCode} from '../core/exit-code.ts'
import type {NameJudgement, Popularity} from '../core/name-judgement.ts'
import {judgeDockerName} from '../core/names/docker/judge-docker-name.ts'
import {judgeName} from '../core/names/judge-name.ts'
import type {NameIndex} from '../core/names/name-index.ts'
import {printable} from '../core/printable.ts'
import {normalizePypiName} from '../core/pypi-name.ts'
import {loadNameData} from '../reputation/name-data.ts'
import type {Edge, Outcome} from './edge.ts'
import {nameFolders} from './name-folders.ts'

export async function names(ecosystem: Ecosystem, json: boolean, input: Readable, edge: Edge): Promise<Outcome> {
  const data = loadNameData(nameFolders(edge), ecosystem, edge.now())
  if (data.kind === 'missing') {
    edge.say(`sallyport: the name index \`${printable(data.path)}\` cannot be used: ${printable(data.reason)}`)
    edge.say('hint: run `install.sh` again to repair the installation')
    return {kind: 'exit', code: exitCode.undecided}
  }
  let pending = ''
  for await (const line of createInterface({input, crlfDelay: Number.POSITIVE_INFINITY})) {
    if (line.trim() === '') continue
    pending += json ? jsonAnswer(line, judgeAny(line, data.index)) : plainAnswer(line, judgeAny(line, data.index))
    if (pending.length > 64 * 1024) {
      edge.print(pending)
      pending = ''
    }
  }
  edge.print(pending)
  return {kind: 'exit', code: exitCode.ok}
}

function judgeAny(name: string, index: NameIndex): NameJudgement {
  switch (index.ecosystem) {
    case 'npm':
      return judgeName(name, index, levenshtein.get)
    case 'pypi':
      return judgeName(normalizePypiName(name), index, levenshtein.get)
    case 'docker':
      return judgeDockerName(name, index)
  }
}

function jsonAnswer(name: string, {verdict, suggestions, popularity, remark}: NameJudgement): string {
  const answer = {
    name,
    verdict,
    suggestions: suggestions.map(({name: suggested, technique, score, elsewhere}) => ({
      name: suggested,
      technique,
      score,
      ...(elsewhere === undefined ? {} : {elsewhere}),
    })),
    popularity: figure(popularity),
    ...(remark === undefined ? {} : {remark}),
  }
  return `${asciiJson(answer)}\n`
}

function plainAnswer(name: string, {verdict, suggestions: [best], remark}: NameJudgement): string {
  const sentence = remark?.sentence ?? best?.sentence
  const words = [verdict, name, ...(sentence === undefined ? [] : [best?.name ?? '', sentence])]
  return `${words.map((word) => printable(word)).join('\t')}\n`
}

function figure(popularity: Popularity): Record<string, unknown> {
  const {kind, ...value} = popularity
  return {kind, ...value}
}
