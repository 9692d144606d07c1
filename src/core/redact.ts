// Secrets leave here masked: URLs with credentials, and npm's and pip's settings that carry tokens. Used for everything
// that is shown, logged or printed as JSON; never for what the real tool is given.

const MASK = '***'

/**
 * `://user:secret@host` anywhere in a text. The authority ends at the first slash, question mark or hash. The scheme is not
 * looked at: matching it made names of 100,000 letters take ten seconds.
 */
const USER_INFORMATION = /(:\/\/)[^/?#\s]*@/g

/** npm's credential settings (npmrc documentation, "auth related configuration") and what other tools call theirs. */
const SECRET_SETTING = /(?:^|[:/_-])_?(?:authtoken|auth|password|passwd|token|secret|otp|key|api-?key)$/i

/** Query parameters that carry credentials in signed addresses. */
const SECRET_PARAMETER = /([?&](?:[^=&#\s]*(?:token|signature|sig|password|secret|key|credential)[^=&#\s]*)=)[^&#\s]+/gi

/** The text with the user information and secret parameters of every URL in it masked. */
export function redactUrl(text: string): string {
  return text.replace(USER_INFORMATION, `$1${MASK}@`).replace(SECRET_PARAMETER, `$1${MASK}`)
}

/** A command line fit for a log: URL credentials, and the values of options that carry secrets, masked. */
export function redactArgv(argv: readonly string[]): readonly string[] {
  return argv.map((word, index) => {
    const previous = argv[index - 1]
    if (previous?.startsWith('-') && !previous.includes('=') && isSecretOption(previous) && !word.startsWith('-')) {
      return MASK
    }
    const equals = word.startsWith('-') ? word.indexOf('=') : -1
    if (equals > 0 && isSecretOption(word.slice(0, equals))) return `${word.slice(0, equals + 1)}${MASK}`
    return redactUrl(word)
  })
}

function isSecretOption(word: string): boolean {
  return SECRET_SETTING.test(word)
}
