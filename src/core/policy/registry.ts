// Entries of `registries`: an address for npm and PyPI, a host (with a path, if one likes) for Docker, or `default` for the
// registry that the tool uses when nothing is set. Compared by whole path segments.

import type {Ecosystem} from '../artifact.ts'
import {comparableHost} from '../docker-reference.ts'

export interface Registry {
  readonly ecosystem: Ecosystem
  /** `default` (npm, PyPI), `https://host.example/path/`, or `ghcr.io/acme/` (Docker). */
  readonly place: string
}

export type ParsedRegistry =
  | {readonly kind: 'registry'; readonly registry: Registry}
  /** The reason is the end of a sentence about the text. */
  | {readonly kind: 'invalid'; readonly reason: string}

/** The tool's own registry: the one that no configuration names. */
export const DEFAULT_PLACE = 'default'

const ECOSYSTEM = /^(npm|pypi|docker):/
const HOST = /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d+)?(?:\/[a-z0-9][a-z0-9._/-]*)?$/

export function parseRegistry(text: string, home?: Ecosystem): ParsedRegistry {
  const written = ECOSYSTEM.exec(text)?.[1] as Ecosystem | undefined
  const ecosystem = written ?? home
  if (ecosystem === undefined) return invalid('does not start with `npm:`, `pypi:` or `docker:`')
  if (home !== undefined && ecosystem !== home)
    return invalid(`is about ${ecosystem} and stands in the section \`${home}\``)
  const rest = written === undefined ? text : text.slice(written.length + 1)
  if (ecosystem === 'docker') {
    const host = (rest === DEFAULT_PLACE ? 'docker.io' : rest).replace(/\/$/, '')
    if (!HOST.test(host)) return invalid('is no registry host: write `ghcr.io`, or `ghcr.io/acme` for a part of it')
    const slash = `${host}/`.indexOf('/')
    const place = `${comparableHost(host.slice(0, slash))}${host.slice(slash)}/`
    return {kind: 'registry', registry: {ecosystem, place}}
  }
  if (rest === DEFAULT_PLACE) return {kind: 'registry', registry: {ecosystem, place: DEFAULT_PLACE}}
  const place = comparableAddress(rest)
  if (place === undefined) return invalid('is no registry address: write `https://host.example/`, or `default`')
  return {kind: 'registry', registry: {ecosystem, place}}
}

/** `place` is `default`, an address as `comparableAddress` gives it, or host and path of an image with `/` at the end. */
export function isWithin(place: string, registry: Registry): boolean {
  return registry.place === DEFAULT_PLACE ? place === DEFAULT_PLACE : place.startsWith(registry.place)
}

/** Scheme, host and path without credentials, question and fragment, with `/` at the end. Undefined for what is no web address. */
export function comparableAddress(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined
  const {protocol, host, pathname} = new URL(text)
  if (protocol !== 'https:' && protocol !== 'http:') return undefined
  return `${protocol}//${host}${pathname}${pathname.endsWith('/') ? '' : '/'}`
}

function invalid(reason: string): ParsedRegistry {
  return {kind: 'invalid', reason}
}
