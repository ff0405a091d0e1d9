/** The events a consumer group receives, and those it publishes in reaction. */
export type Reaction = { readonly on: readonly string[]; readonly publishes: readonly string[] }
export type Reactions = Readonly<Record<string, Reaction>>

/** An event to send to a group again, so that the group publishes again what is missing. */
export type Repetition = { readonly groupe: string; readonly type: string }

const quiPublie = (reactions: Reactions, type: string): [string, Reaction][] =>
  Object.entries(reactions).filter(([, { publishes }]) => publishes.includes(type))

/** Types that must have existed because an effect of theirs is present while none of its possible causes is. */
const causesManquantes = (reactions: Reactions, presents: ReadonlySet<string>): Set<string> => {
  const manquantes = new Set<string>()
  const aExpliquer = [...presents]
  for (let type = aExpliquer.pop(); type !== undefined; type = aExpliquer.pop()) {
    const causes = quiPublie(reactions, type).flatMap(([, { on }]) => on)
    if (causes.some((cause) => presents.has(cause))) continue
    for (const cause of causes.filter((one) => !manquantes.has(one))) {
      manquantes.add(cause)
      aExpliquer.push(cause)
    }
  }
  return manquantes
}

/**
 * Events whose receiving group has published none of the events that it alone publishes; a terminal event by itself
 * doesn't count.
 */
const sansReponse = (
  reactions: Reactions,
  terminaux: ReadonlySet<string>,
  presents: ReadonlySet<string>,
): Repetition[] => {
  const termine = [...presents].some((type) => terminaux.has(type))
  return Object.entries(reactions).flatMap(([groupe, { on, publishes }]) => {
    const siennes = publishes.filter((type) => !terminaux.has(type) && quiPublie(reactions, type).length === 1)
    const aRepondu = siennes.some((type) => presents.has(type))
    const doitFinir = !termine && publishes.some((type) => terminaux.has(type))
    if (aRepondu && !doitFinir) return []
    return on.filter((type) => presents.has(type)).map((type) => ({ groupe, type }))
  })
}

/**
 * What to repeat so that a checkout's events have no hole. A hole is a reaction stored without any of its possible
 * causes: the group that publishes the missing cause gets its own trigger again, however far back that is. For a
 * checkout at rest (ended, or silent for a while), unanswered events are repeated as well. Missing events that no group
 * publishes must come from their author again.
 */
export const repetitionsPour = (
  { reactions, terminaux }: { reactions: Reactions; terminaux: ReadonlySet<string> },
  presents: ReadonlySet<string>,
  auRepos: boolean,
): Repetition[] => {
  const repetitions = [...causesManquantes(reactions, presents)].flatMap((manquante) =>
    quiPublie(reactions, manquante).flatMap(([groupe, { on }]) =>
      on.filter((type) => presents.has(type)).map((type) => ({ groupe, type })),
    ),
  )
  if (auRepos) repetitions.push(...sansReponse(reactions, terminaux, presents))
  return [...new Map(repetitions.map((one) => [`${one.groupe} ${one.type}`, one])).values()]
}

/** Whether a checkout has ended and its history is complete. */
export const estEntier =
  (processus: { reactions: Reactions; terminaux: ReadonlySet<string> }) =>
  (presents: ReadonlySet<string>): boolean =>
    [...presents].some((type) => processus.terminaux.has(type)) &&
    repetitionsPour(processus, presents, true).length === 0
