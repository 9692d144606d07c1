/** `1 advisory`, `2 advisories`. */
export function advisoryCount(count: number): string {
  return count === 1 ? '1 advisory' : `${count} advisories`
}
