// `npm init <initializer>` runs a package whose name npm makes from the initializer (npm documentation, "init"):
// `foo` is `create-foo`, `@usr` is `@usr/create`, `@usr/foo` is `@usr/create-foo`, versions and addresses stay.

export function initializerPackage(initializer: string): string {
  const scopeOnly = /^(@[^/@]+)(@.*)?$/.exec(initializer)
  if (scopeOnly) return `${scopeOnly[1]}/create${scopeOnly[2] ?? ''}`
  const registryName = /^(@[^/]+\/)?([^/@:]+)(@.*)?$/.exec(initializer)
  if (registryName) return `${registryName[1] ?? ''}create-${registryName[2]}${registryName[3] ?? ''}`
  // A hosted repository `user/project` is `user/create-project`.
  return initializer.replace(/^([^@/]+)\/([^/]+)$/, '$1/create-$2')
}

/** The initializer that stands for a package: the way back, for a substitution. Undefined where there is none. */
export function initializerFor(packageName: string): string | undefined {
  const match = /^(@[^/]+\/)?create-(.+)$/.exec(packageName)
  if (match) return `${match[1] ?? ''}${match[2]}`
  return /^@[^/]+\/create$/.test(packageName) ? packageName.slice(0, -'/create'.length) : undefined
}
