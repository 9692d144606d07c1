declare module '@npmcli/map-workspaces' {
  /** Name of each workspace to its absolute folder. */
  export default function mapWorkspaces(options: {
    readonly cwd: string
    readonly pkg: {readonly workspaces: readonly string[]}
  }): Promise<Map<string, string>>
}
