// Names as the policy compares them. Apart from the patterns, so that what only has names loads no ranges.

import type {Artifact} from '../artifact.ts'
import {canonicalImage} from '../docker-reference.ts'
import {comparableHost} from '../names/docker/comparable-host.ts'

/** Images get their host and whole path: `nginx` is `docker.io/library/nginx`. */
export function comparableName({ecosystem, name}: Pick<Artifact, 'ecosystem' | 'name'>): string {
  return ecosystem !== 'docker' || name === '' ? name : comparableImage(canonicalImage(name))
}

/** An image that is written with another name of its registry's host is the same image. */
export function comparableImage({host, path}: {readonly host: string; readonly path: string}): string {
  const compared = comparableHost(host)
  return `${compared}/${compared === 'docker.io' && !path.includes('/') ? `library/${path}` : path}`
}
