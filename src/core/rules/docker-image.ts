// A Docker familiar name taken apart as far as rules need it.

/** The same repository on another registry host: `ghrc.io/acme/tool` on `ghcr.io` is `ghcr.io/acme/tool`. */
export function imageOnHost(familiarName: string, host: string): string {
  const path = familiarName.slice(familiarName.indexOf('/') + 1)
  return host === 'docker.io' ? path : `${host}/${path}`
}
