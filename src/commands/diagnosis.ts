/** What `doctor` found. `broken` stops the gate from working, `note` is worth knowing. */
export interface Diagnosis {
  readonly state: 'ok' | 'note' | 'broken'
  readonly text: string
  readonly hint?: string
}
