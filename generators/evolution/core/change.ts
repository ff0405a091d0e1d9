/** What a difference means for users of the released document. `unknown`: no rule covers it, so a person must review it. */
export type Kind = 'breaking' | 'compatible' | 'documentation' | 'unknown'

export type Change = {
  readonly kind: Kind
  /** Name of the rule that classified the difference. */
  readonly rule: string
  /** Operation, message or step, and the location inside it. */
  readonly place: string
  readonly text: string
  /** Applications that use this part of the document. */
  readonly affected: readonly string[]
  /** Identifies this difference: a hash of document, rule, place and both values. */
  readonly key: string
  /** `file:line` in the released document and in today's. */
  readonly released: string | undefined
  readonly now: string | undefined
  /** The reviewer's reason, for a difference that no rule covers. */
  readonly reviewed?: string
}
