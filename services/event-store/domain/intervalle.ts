import type { Reaction, Reactions } from './trous.ts'

/** A step of the process: who runs it, and who undoes it. */
export type Etape = {
  readonly id: string
  readonly operation: string
  readonly proprietaire: string
  readonly annulation?: { readonly operation: string; readonly proprietaire: string }
}

/** What the timeline needs to know about the process. */
export type Processus = {
  readonly etapes: readonly Etape[]
  readonly reactions: Reactions
  /** The application behind a consumer group. */
  readonly proprietaireDe: (groupe: string) => string | undefined
  /** The only application that publishes a type; undefined if there are several. */
  readonly auteurDe: (type: string) => string | undefined
  /** The event types that end a checkout. */
  readonly fins: { readonly succes: string; readonly echec: string }
  /** The reason that an event gives for a failure, and the step that failed; undefined if it reports none. */
  readonly echecDe: (evenement: EvenementDate) => Echec | undefined
}

export type Echec = { readonly etape: string | null; readonly motif: string; readonly refuse: boolean }

/** A stored event; `ts` in seconds since the epoch. */
export type EvenementDate = {
  readonly type: string
  readonly payload_version: number
  readonly payload: unknown
  readonly ts: number
}

/** An event that a group gave up, and when it was sent to the group again; null until then. */
export type Abandon = {
  readonly groupe: string
  readonly type: string
  readonly motif: string
  readonly abandonnee_ms: number
  readonly relancee_ms: number | null
}

export type Intervalle = {
  readonly genre: 'etape' | 'annulation' | 'evenement' | 'attente'
  readonly nom: string
  readonly par: string | null
  readonly etapes: string[]
  readonly tentative: number
  readonly debut_ms: number
  readonly fin_ms: number | null
  readonly resultat: 'en_cours' | 'reussi' | 'refuse' | 'echoue' | 'interrompu'
  readonly motif: string | null
  readonly detail: string | null
  readonly annule: string | null
}

export const enMs = (ts: number): number => Math.round(ts * 1000)

/** The work of a group: a bar for its steps, or for the undo of one. */
export type Travail = Pick<Intervalle, 'genre' | 'nom' | 'par' | 'etapes' | 'annule'>

export const travailDe = ({ etapes, proprietaireDe }: Processus, groupe: string): Travail => {
  const par = proprietaireDe(groupe) ?? null
  const siennes = etapes.filter(({ proprietaire }) => proprietaire === par)
  const [annulee] = etapes.filter(({ annulation }) => annulation?.proprietaire === par)
  if (siennes.length === 0 && annulee?.annulation)
    return { genre: 'annulation', nom: annulee.annulation.operation, par, etapes: [annulee.id], annule: annulee.id }
  const [seule, autre] = siennes
  const nom = seule && !autre ? seule.operation : groupe
  return { genre: 'etape', nom, par, etapes: siennes.map(({ id }) => id), annule: null }
}

/** The events that only this group publishes and that don't end the checkout: one of them is its answer. */
export const reponsesPossibles = ({ reactions, fins }: Processus, { publishes }: Reaction): string[] => {
  const publieePar = (type: string): number =>
    Object.values(reactions).filter((reaction) => reaction.publishes.includes(type)).length
  return publishes.filter((type) => type !== fins.succes && type !== fins.echec && publieePar(type) === 1)
}

/** A group that received an event, and its answer if it has published one. */
export type Reponse<Evenement extends EvenementDate> = {
  readonly groupe: string
  readonly travail: Travail
  readonly cause: Evenement
  readonly reponse: Evenement | undefined
}

/** What each group made of the events that it received, in the order in which they came. */
export const reponsesDe = <Evenement extends EvenementDate>(
  processus: Processus,
  evenements: readonly Evenement[],
): Reponse<Evenement>[] =>
  Object.entries(processus.reactions)
    .flatMap(([groupe, reaction]) => {
      const cause = evenements.find(({ type }) => reaction.on.includes(type))
      const siennes = reponsesPossibles(processus, reaction)
      const reponse = evenements.find(({ type }) => siennes.includes(type))
      return cause ? [{ groupe, travail: travailDe(processus, groupe), cause, reponse }] : []
    })
    .sort((a, b) => evenements.indexOf(a.cause) - evenements.indexOf(b.cause))

const vide = { motif: null, detail: null, annule: null, tentative: 1 } as const

/** The attempts of a group: each ends with its answer, or when it gave up and waited to be asked again. */
const tentativesDe = <Evenement extends EvenementDate>(
  { echecDe }: Processus,
  { travail, cause, reponse }: Reponse<Evenement>,
  abandons: readonly Abandon[],
  finMs: number | null,
): Intervalle[] => {
  const faits: Intervalle[] = []
  const repondMs = reponse ? enMs(reponse.ts) : finMs
  let debut_ms = enMs(cause.ts)
  for (const { abandonnee_ms, relancee_ms, motif } of abandons) {
    const attendJusque = relancee_ms ?? repondMs
    const fin_ms = Math.max(debut_ms, abandonnee_ms)
    faits.push({ ...vide, ...travail, debut_ms, fin_ms, resultat: 'echoue', detail: motif })
    const attente = { ...vide, genre: 'attente', nom: 'relance', par: travail.par, etapes: travail.etapes } as const
    const attend = { debut_ms: fin_ms, fin_ms: attendJusque === null ? null : Math.max(fin_ms, attendJusque) }
    faits.push({ ...attente, ...attend, resultat: attendJusque === null ? 'en_cours' : 'reussi', detail: motif })
    if (relancee_ms === null) return faits
    debut_ms = Math.max(fin_ms, relancee_ms)
  }
  const echec = reponse && echecDe(reponse)
  const fin_ms = repondMs === null ? null : Math.max(debut_ms, repondMs)
  const sansReponse = fin_ms === null ? 'en_cours' : 'interrompu'
  const reussi = echec ? (echec.refuse ? 'refuse' : 'echoue') : 'reussi'
  faits.push({
    ...vide,
    ...travail,
    debut_ms,
    fin_ms,
    resultat: reponse ? reussi : sansReponse,
    motif: echec?.motif ?? null,
  })
  return faits
}

const moments = <Evenement extends EvenementDate>(
  { auteurDe, echecDe }: Processus,
  evenements: readonly Evenement[],
): Intervalle[] =>
  evenements.map((evenement) => {
    const ms = enMs(evenement.ts)
    const motif = echecDe(evenement)?.motif ?? null
    const quand = { debut_ms: ms, fin_ms: ms, resultat: 'reussi' } as const
    const qui = { nom: evenement.type, par: auteurDe(evenement.type) ?? null, etapes: [] }
    return { ...vide, genre: 'evenement', ...qui, ...quand, motif }
  })

/** Groups outside the process, such as the audit trail, that gave up an event. */
const attentesDesAutres = ({ reactions }: Processus, abandons: readonly Abandon[]): Intervalle[] =>
  abandons
    .filter(({ groupe }) => !Object.hasOwn(reactions, groupe))
    .map(({ groupe, motif, abandonnee_ms, relancee_ms }) => ({
      ...vide,
      ...{ genre: 'attente', nom: 'relance', par: groupe, etapes: [], detail: motif },
      debut_ms: abandonnee_ms,
      fin_ms: relancee_ms === null ? null : Math.max(abandonnee_ms, relancee_ms),
      resultat: relancee_ms === null ? 'en_cours' : 'reussi',
    }))

/** Numbers the bars with the same kind, name and application. */
const numerotes = (intervalles: readonly Intervalle[]): Intervalle[] => {
  const vus = new Map<string, number>()
  return intervalles.map((intervalle) => {
    const cle = `${intervalle.genre} ${intervalle.nom} ${intervalle.par}`
    const tentative = (vus.get(cle) ?? 0) + 1
    vus.set(cle, tentative)
    return { ...intervalle, tentative }
  })
}

/** The bars of a choreographed checkout, in order of their start. `accepteMs`: when it was accepted. */
export const intervallesDe = <Evenement extends EvenementDate>(
  processus: Processus,
  evenements: readonly Evenement[],
  { abandons, accepteMs, finMs }: { abandons: readonly Abandon[]; accepteMs: number; finMs: number | null },
): Intervalle[] => {
  const [premier] = evenements
  const debut = premier ? enMs(premier.ts) : accepteMs
  const avant: Intervalle = {
    ...{ ...vide, genre: 'attente', nom: 'publication', par: null, etapes: [] },
    ...{ debut_ms: accepteMs, fin_ms: debut, resultat: 'reussi' },
  }
  const dans = reponsesDe(processus, evenements).flatMap((reponse) => {
    const siens = abandons.filter(({ groupe, type }) => groupe === reponse.groupe && type === reponse.cause.type)
    const tries = siens.toSorted((a, b) => a.abandonnee_ms - b.abandonnee_ms)
    return tentativesDe(processus, reponse, tries, finMs)
  })
  const tous = [
    ...(accepteMs < debut ? [avant] : []),
    ...moments(processus, evenements),
    ...dans,
    ...attentesDesAutres(processus, abandons),
  ]
  return numerotes(tous.toSorted((a, b) => a.debut_ms - b.debut_ms))
}
