// The one normal form of a PyPI name.

/** PEP 503: runs of `-`, `_` and `.` become one `-`, letters become lower case. */
export function normalizePypiName(name: string): string {
  return name.replace(/[-_.]+/g, '-').toLowerCase()
}
