// Which aliases of a lockfile somebody asks for: the manifests, or a package of the tree.

/** `alias` and `target` of every `npm:` specifier, as `aliasKey` joins them. */
export type Aliases = ReadonlySet<string>

/** Every `npm:` specifier of an installed package, beside those of the manifests: what a lockfile repeats of these is no witness. */
export function aliasesIn(lockfile: Record<string, unknown>, fromManifests: Aliases): Aliases {
  const aliases = new Set(fromManifests)
  const {packages} = lockfile
  if (typeof packages === 'object' && packages !== null) {
    for (const [place, entry] of Object.entries(packages as Record<string, Record<string, unknown> | null>)) {
      if (!place.includes('node_modules/') || typeof entry !== 'object') continue
      for (const field of DEPENDENCIES) addAliases(entry?.[field], aliases)
    }
  } else addRequirements(lockfile.dependencies, aliases, 0)
  return aliases
}

const DEPENDENCIES = ['dependencies', 'optionalDependencies', 'peerDependencies']

/** Version 1: who needs an alias says so under `requires`; at the top the manifest does. */
function addRequirements(dependencies: unknown, aliases: Set<string>, depth: number): void {
  if (typeof dependencies !== 'object' || dependencies === null || depth > 200) return
  for (const entry of Object.values(dependencies) as ({requires?: unknown; dependencies?: unknown} | null)[]) {
    addAliases(entry?.requires, aliases)
    addRequirements(entry?.dependencies, aliases, depth + 1)
  }
}

function addAliases(field: unknown, aliases: Set<string>): void {
  if (typeof field !== 'object' || field === null) return
  for (const [alias, specifier] of Object.entries(field)) {
    const target = typeof specifier === 'string' ? aliasTarget(specifier) : undefined
    if (target !== undefined) aliases.add(aliasKey(alias, target))
  }
}

/** `npm:@acme/tool@^1` is `@acme/tool`. */
export function aliasTarget(specifier: string): string | undefined {
  return /^npm:(@?[^@]+)/.exec(specifier)?.[1]
}

/** No name has a line break. */
export function aliasKey(alias: string, target: string): string {
  return `${alias}\n${target}`
}
