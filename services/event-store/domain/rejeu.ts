/**
 * A stored event, as far as the fold needs it. `version` is its place among the events of its checkout, from 1;
 * `payload_version` that of the schema in which it was published.
 */
export type EvenementRejoue = {
  readonly version: number
  readonly type: string
  readonly payload_version: number
  readonly payload: unknown
}

/** Which state an event leads to, and which states nothing follows. */
export type EtatsParEvenement<Etat extends string> = {
  readonly initial: Etat
  readonly apres: (evenement: EvenementRejoue) => Etat | undefined
  readonly terminaux: ReadonlySet<Etat>
  /** A cause has a lower rank than its effects. */
  readonly rang: (type: string) => number
}

/**
 * The events of one checkout, causes before effects, whatever the order of the argument, each with the state after it. Of
 * those that could come in any order, the one that was stored first comes first. What comes after a terminal state, or is
 * not known, changes nothing.
 */
export const chronologie = <Etat extends string, Evenement extends EvenementRejoue>(
  etats: EtatsParEvenement<Etat>,
  evenements: readonly Evenement[],
): (Evenement & { etat: Etat })[] => {
  const { rang } = etats
  let etat = etats.initial
  return [...evenements]
    .sort((a, b) => (rang(a.type) === rang(b.type) ? a.version - b.version : rang(a.type) - rang(b.type)))
    .map((evenement) => {
      if (!etats.terminaux.has(etat)) etat = etats.apres(evenement) ?? etat
      return { ...evenement, etat }
    })
}
