import type {ServerResponse} from 'node:http'
import {printable} from '../core/printable.ts'
import {UNREPEATABLE_ANSWER} from './cache-words.ts'

/** npm shows the sentence, with the names that registries and manifests gave it. */
export function refuse(response: ServerResponse, status: number, error: string): void {
  const body = JSON.stringify({error: printable(error)})
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    ...UNREPEATABLE_ANSWER,
  }
  response.writeHead(status, headers)
  response.end(body)
}
