/** What a difference means for those who rely on the released document. `unknown`: no rule judges it, a person has to. */
export type Kind = 'breaking' | 'compatible' | 'documentation' | 'unknown'

export type Change = {
  readonly kind: Kind
  /** Name of the rule that judged the difference. */
  readonly rule: string
  /** Operation, message or step, and the place in it. */
  readonly place: string
  readonly text: string
  /** Applications that rely on this place. */
  readonly affected: readonly string[]
  /** Names exactly this difference: document, rule, place, and both values. */
  readonly key: string
  /** `file:line` in the released document and in today's. */
  readonly released: string | undefined
  readonly now: string | undefined
  /** Why a person judged an unknown difference as they did. */
  readonly reviewed?: string
}
