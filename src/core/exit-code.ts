// The exit codes of a command that sallyport ended itself (docs/exit-codes.md). When the real tool ran, its own code stands.

export const exitCode = {
  ok: 0,
  /** `doctor` found something broken. */
  failed: 1,
  /** sysexits.h EX_USAGE: sallyport's own command line is wrong. */
  usage: 64,
  /** sysexits.h EX_UNAVAILABLE: could not decide; a file or data that the judgement needs is missing or broken. */
  undecided: 69,
  /** sysexits.h EX_SOFTWARE: a bug, or a loop of wrappers. */
  internal: 70,
  /** sysexits.h EX_TEMPFAIL: a question was needed and nobody could be asked. */
  unattended: 75,
  /** sysexits.h EX_NOPERM: refused by policy or by the person. */
  refused: 77,
  /** sysexits.h EX_CONFIG: a policy file is wrong or not to be trusted. */
  policy: 78,
  /** POSIX shell: the real tool exists but could not be started. */
  notExecutable: 126,
  /** POSIX shell: the real tool was not found. */
  notFound: 127,
  /** POSIX shell: ended by SIGINT. */
  interrupted: 130,
} as const
