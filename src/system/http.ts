/**
 * Node's own `node:http`. Taken by `getBuiltinModule`, because `import 'node:http'` reads every export of it, the web socket of
 * undici among them, and that takes twenty-five milliseconds.
 */
export const http = process.getBuiltinModule('node:http')
