/**
 * The fields of a stored event that the fold needs. `version` is its place among the events of its checkout, from 1;
 * `payload_version` is the version of the schema it was published with.
 */
export type EvenementRejoue = {
  readonly version: number
  readonly type: string
  readonly payload_version: number
  readonly payload: unknown
}

/** The state after each event, and the terminal states. */
export type EtatsParEvenement<Etat extends string> = {
  readonly initial: Etat
  readonly apres: (evenement: EvenementRejoue) => Etat | undefined
  readonly terminaux: ReadonlySet<Etat>
  /** A cause has a lower rank than its effects. */
  readonly rang: (type: string) => number
}

/**
 * The events of one checkout with causes before effects, whatever the order of the argument, each with the state after
 * it. Events that could come in any order keep the order in which they were stored. Events after a terminal state, and
 * unknown ones, don't change the state.
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
