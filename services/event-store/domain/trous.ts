/** What a consumer group receives, and what it publishes about it. */
export type Reaction = { readonly on: readonly string[]; readonly publishes: readonly string[] }
export type Reactions = Readonly<Record<string, Reaction>>

/** An event that has to come to a group once more, so that the group publishes again what is missing. */
export type Repetition = { readonly groupe: string; readonly type: string }

const quiPublie = (reactions: Reactions, type: string): [string, Reaction][] =>
  Object.entries(reactions).filter(([, { publishes }]) => publishes.includes(type))

/** Types that must have been there, since something that follows from them is: none of its possible causes is present. */
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

/** What was received by a group that told nothing of it which is its own to tell; an end alone says too little. */
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
 * What to repeat so that the events of a checkout have no hole. A hole is an event that some group publishes without any of
 * those it could be about: the group that publishes the missing one gets its own reason to do so again, however far
 * back that is. Of a checkout at rest (ended, or nothing came for a while) it is also what nobody has answered.
 * What nobody publishes as a reaction is for its author to send again.
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

/** Whether a checkout has ended and lacks no event of its history. */
export const estEntier =
  (processus: { reactions: Reactions; terminaux: ReadonlySet<string> }) =>
  (presents: ReadonlySet<string>): boolean =>
    [...presents].some((type) => processus.terminaux.has(type)) &&
    repetitionsPour(processus, presents, true).length === 0
