declare module 'nopt' {
  interface Options {
    readonly types: Record<string, unknown>
    readonly shorthands: Record<string, string[]>
    readonly typeDefs: Record<string, unknown>
    readonly unknownHandler: (name: unknown, next?: string) => void
    readonly invalidHandler: () => void
    readonly abbrevHandler: () => void
  }
  interface Parsed {
    readonly argv: {readonly remain: readonly string[]}
    readonly [option: string]: unknown
  }
  const nopt: {readonly lib: {readonly nopt: (words: string[], options: Options) => Parsed}}
  export default nopt
}
