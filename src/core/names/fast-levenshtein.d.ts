declare module 'fast-levenshtein' {
  const levenshtein: {readonly get: (a: string, b: string) => number}
  export default levenshtein
}
