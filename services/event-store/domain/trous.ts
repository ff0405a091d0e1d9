/** What a consumer group receives, and what it publishes about it. */
export type Reaction = { readonly on: readonly string[]; readonly publishes: readonly string[] }
export type Reactions = Readonly<Record<string, Reaction>>

/** An event that has to come to a group once more, so that the group publishes again what is missing. */
export type Repetition = { readonly groupe: string; readonly type: string }

/**
 * What to repeat so that the events of a checkout have no hole: an event that some group publishes stands there, but none
 * of those it could be about. The group that publishes the missing one gets its own reason to do so again. What nobody
 * publishes as a reaction is for its author to send again.
 */
export const repetitionsPour = (reactions: Reactions, presents: ReadonlySet<string>): Repetition[] => {
  const publiants = (type: string) => Object.entries(reactions).filter(([, { publishes }]) => publishes.includes(type))
  const manquants = new Set<string>()
  for (const type of presents) {
    const causes = publiants(type).flatMap(([, { on }]) => on)
    if (causes.length > 0 && !causes.some((cause) => presents.has(cause))) {
      for (const cause of causes) manquants.add(cause)
    }
  }
  const repetitions = [...manquants].flatMap((manquant) =>
    publiants(manquant).flatMap(([groupe, { on }]) =>
      on.filter((type) => presents.has(type)).map((type) => ({ groupe, type })),
    ),
  )
  return [...new Map(repetitions.map((one) => [`${one.groupe} ${one.type}`, one])).values()]
}
