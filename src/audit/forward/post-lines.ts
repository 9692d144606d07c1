// Sends lines to a collector over HTTP: one POST of newline-delimited JSON.

export interface Sender {
  /** Of this machine, for whoever collects from many. */
  readonly host: string
  readonly version: string
  /** A bearer token. */
  readonly token: string | undefined
}

/** Undefined when it has them, otherwise what went wrong: `it answered 503`. */
export async function postLines(
  url: string,
  lines: readonly string[],
  {host, version, token}: Sender,
  signal: AbortSignal,
): Promise<string | undefined> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      body: lines.map((line) => `${line}\n`).join(''),
      headers: {
        'content-type': 'application/x-ndjson',
        'user-agent': `sallyport/${version}`,
        'x-sallyport-host': host,
        ...(token === undefined ? {} : {authorization: `Bearer ${token}`}),
      },
      // A collector that moved has to be written into the policy: records and token go where the policy says, nowhere else.
      redirect: 'manual',
      signal,
    })
    await response.body?.cancel()
    const {status} = response
    if (status >= 200 && status < 300) return undefined
    if (status >= 300 && status < 400) return `it answered ${status}: it redirects, which is not followed`
    if (status === 401 || status === 403) return `it answered ${status}: it wants a token, or another one`
    return `it answered ${status}`
  } catch (error) {
    const {name, message, cause} = error as Error
    if (name === 'TimeoutError') return 'it did not answer in time'
    const {code, message: because} = (cause ?? {}) as NodeJS.ErrnoException
    return `it could not be reached (${because || code || message})`
  }
}
