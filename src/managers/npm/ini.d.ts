declare module 'ini' {
  export function decode(text: string): Record<string, unknown>
}
