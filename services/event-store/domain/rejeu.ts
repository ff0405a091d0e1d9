/** A stored event, as far as the fold needs it. `version` is its place among the events of its checkout, from 1. */
export type EvenementRejoue = { readonly version: number; readonly type: string; readonly payload: unknown }

/** Which state an event leads to, and which states nothing follows. */
export type EtatsParEvenement<Etat extends string> = {
  readonly initial: Etat
  readonly apres: (type: string, payload: unknown) => Etat | undefined
  readonly terminaux: ReadonlySet<Etat>
}

/**
 * The state that the events of one checkout lead to. Independent of the order of its argument: versions count.
 * What comes after a terminal state, or is not known, changes nothing.
 */
export const rejouer = <Etat extends string>(
  etats: EtatsParEvenement<Etat>,
  evenements: readonly EvenementRejoue[],
): Etat =>
  [...evenements]
    .sort((a, b) => a.version - b.version)
    .reduce(
      (etat, { type, payload }) => (etats.terminaux.has(etat) ? etat : (etats.apres(type, payload) ?? etat)),
      etats.initial,
    )
