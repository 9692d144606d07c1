// The labelled names, read from `lookalikes/*.tsv`. Measured on, never shipped.

import {readFileSync} from 'node:fs'
import {join} from 'node:path'

export interface Pair {
  readonly ecosystem: string
  readonly squat: string
  readonly target: string
  /** Pairs of research collections, many of them not alike as strings; counted apart. */
  readonly isResearch: boolean
}

export interface Labels {
  readonly pairs: readonly Pair[]
  /** Real packages that must not be flagged, by kind (`mid`, `tail`, …). */
  readonly benign: readonly {readonly ecosystem: string; readonly name: string; readonly kind: string}[]
  /** Names of packages that were taken down as malicious; most resemble nothing. */
  readonly malicious: readonly {readonly ecosystem: string; readonly name: string}[]
}

export function readLabels(folder: string): Labels {
  const rows = (file: string): string[][] => {
    const lines = readFileSync(join(folder, file), 'utf8').trimEnd().split('\n')
    return lines.slice(1).map((line) => line.split('\t'))
  }
  return {
    pairs: rows('pairs.tsv').map(([ecosystem = '', squat = '', target = '', , source = '']) => ({
      ecosystem,
      squat,
      target,
      isResearch: /ConfuDB|NeupaneDB/.test(source),
    })),
    benign: rows('benign.tsv').map(([ecosystem = '', name = '', kind = '']) => ({ecosystem, name, kind})),
    malicious: rows('malicious-names.tsv').map(([ecosystem = '', name = '']) => ({ecosystem, name})),
  }
}
