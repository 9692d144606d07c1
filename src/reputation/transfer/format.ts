// The file that carries advisories and names to a machine without a network: lines of JSON in gzip. Text, and not a database,
// because whoever imports it has to look at every line of it.
//
//     {"schema": "sallyport/cache-export/1", "created": "2026-11-24T12:00:00.000Z"}
//     {"feed": {"ecosystem": "npm", "part": "feed", "date": …, "source": …}}
//     {"advisory": ["MAL-2025-1", "evil", 1766965560000, "{…}"]}      one for each package of each advisory of that feed
//     {"names": {"ecosystem": "npm", "digest": "…"}}
//     {"piece": "…"}                                                  base64 of the index, in pieces
//     {"end": 1234}                                                   lines before this one

export const SCHEMA = 'sallyport/cache-export/1'

/** Bytes of an index in one line. */
export const PIECE = 48 * 1024
