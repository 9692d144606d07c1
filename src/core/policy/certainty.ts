/**
 * How surely a pattern of the policy covers what was asked for. `possible`: the command leaves the version, tag or digest open,
 * and what it brings may or may not be covered.
 */
export type Certainty = 'certain' | 'possible'
