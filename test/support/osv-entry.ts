/** An entry of an OSV feed about one package; every version, unless `events` say otherwise. */
export function osvEntry(
  id: string,
  name: string,
  fields: {
    readonly ecosystem?: string
    readonly modified?: string
    readonly events?: readonly object[]
    readonly withdrawn?: string
  } = {},
): object {
  const {ecosystem = 'npm', modified = '2026-11-01T00:00:00Z', events = [{introduced: '0'}], ...rest} = fields
  return {
    schema_version: '1.7.3',
    id,
    modified,
    summary: `Something about ${name}`,
    affected: [{package: {ecosystem, name}, ranges: [{type: ecosystem === 'npm' ? 'SEMVER' : 'ECOSYSTEM', events}]}],
    ...rest,
  }
}

export function asLines(entries: readonly object[]): string {
  return entries.map((entry) => `${JSON.stringify(entry)}\n`).join('')
}
