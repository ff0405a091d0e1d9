import {
  type Abandon,
  type Echec,
  type EvenementDate,
  enMs,
  type Intervalle,
  intervallesDe,
  type Processus,
  reponsesDe,
} from './intervalle.ts'

/** Something that has to happen before the checkout ends. */
export type Reste = {
  readonly genre: 'etape' | 'annulation' | 'evenement'
  readonly nom: string
  readonly etape: string | null
  readonly tentatives: number
  readonly motif: string | null
}

/** Where a checkout is, what remains, and why it failed. */
export type Deroulement = {
  readonly resultat: 'en_cours' | 'reussi' | 'echoue'
  readonly etape: string | null
  readonly motif: string | null
  readonly commande_id: string | null
  readonly bloque: boolean
  readonly commence_ms: number
  readonly termine_ms: number | null
  readonly reste: Reste[]
  readonly intervalles: Intervalle[]
}

/** The first failure says which step failed; later events repeat its reason. */
const echecDe = (processus: Processus, evenements: readonly EvenementDate[]): Echec | undefined => {
  const echecs = evenements.flatMap((evenement) => processus.echecDe(evenement) ?? [])
  const [premier] = echecs
  return premier && { ...premier, motif: echecs.at(-1)?.motif ?? premier.motif }
}

const abandonsDe = (abandons: readonly Abandon[], groupe: string) => {
  const siens = abandons.filter((abandon) => abandon.groupe === groupe)
  return { tentatives: siens.length, motif: siens.at(-1)?.motif ?? null }
}

/** The steps whose groups have not answered or, after a failure, the undos that are under way; at last the event of the end. */
const resteDe = (
  processus: Processus,
  evenements: readonly EvenementDate[],
  abandons: readonly Abandon[],
  aEchoue: boolean,
): Reste[] => {
  const { etapes, fins } = processus
  const reponses = reponsesDe(processus, evenements)
  const groupeDe = (application: string) => reponses.find(({ travail }) => travail.par === application)
  const travaux = etapes.flatMap(({ id, operation, proprietaire, annulation }): Reste[] => {
    const groupe = groupeDe(aEchoue ? (annulation?.proprietaire ?? '') : proprietaire)
    const essais = groupe ? abandonsDe(abandons, groupe.groupe) : { tentatives: 0, motif: null }
    if (!aEchoue) return groupe?.reponse ? [] : [{ genre: 'etape', nom: operation, etape: id, ...essais }]
    if (!annulation || !groupe || groupe.reponse || groupe.travail.genre !== 'annulation') return []
    return [{ genre: 'annulation', nom: annulation.operation, etape: id, ...essais }]
  })
  if (travaux.length > 0) return travaux
  const nom = aEchoue ? fins.echec : fins.succes
  return [{ genre: 'evenement', nom, etape: null, tentatives: 0, motif: null }]
}

const texte = (payload: unknown, champ: string): string | null => {
  const valeur = (payload as Record<string, unknown>)[champ]
  return typeof valeur === 'string' ? valeur : null
}

/** A choreographed checkout as a waterfall, from its events in causal order and from what the groups gave up. */
export const deroulementDe = (
  processus: Processus,
  evenements: readonly EvenementDate[],
  { abandons, accepteMs }: { abandons: readonly Abandon[]; accepteMs: number },
): Deroulement => {
  const { fins } = processus
  const fin = evenements.find(({ type }) => type === fins.succes || type === fins.echec)
  const echec = fin?.type === fins.succes ? undefined : echecDe(processus, evenements)
  const reste = fin ? [] : resteDe(processus, evenements, abandons, echec !== undefined)
  const enCours = reste.find(({ genre }) => genre === 'etape')?.etape ?? processus.etapes.at(-1)?.id ?? null
  const debut_ms = Math.min(accepteMs, ...evenements.map(({ ts }) => enMs(ts)))
  const termine_ms = fin ? enMs(fin.ts) : null
  const enEchec = echec ? echec.etape : enCours
  return {
    resultat: fin ? (fin.type === fins.succes ? 'reussi' : 'echoue') : 'en_cours',
    etape: fin?.type === fins.succes ? null : enEchec,
    motif: echec?.motif ?? null,
    commande_id: evenements.map(({ payload }) => texte(payload, 'commande_id')).find((id) => id !== null) ?? null,
    bloque: abandons.some(({ relancee_ms }) => relancee_ms === null),
    commence_ms: debut_ms,
    termine_ms,
    reste,
    intervalles: intervallesDe(processus, evenements, { abandons, accepteMs, finMs: termine_ms }),
  }
}
