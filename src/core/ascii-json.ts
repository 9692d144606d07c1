// JSON that a terminal can be shown: everything beyond printable ASCII is written as `\uXXXX`, which every parser reads back.
// `JSON.stringify` alone leaves C1 controls, bidi and zero-width characters as they are.

export function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u007F-\uFFFF]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
