/** The states of a batch of redrives. `annule` and `termine` are final. */
export type EtatLot = 'prepare' | 'en_cours' | 'en_pause' | 'annule' | 'termine'

/** The states that an administrator can choose. */
export type EtatDemande = Exclude<EtatLot, 'prepare' | 'termine'>

const suivants: Readonly<Record<EtatLot, readonly EtatDemande[]>> = {
  prepare: ['en_cours', 'en_pause', 'annule'],
  en_cours: ['en_cours', 'en_pause', 'annule'],
  en_pause: ['en_cours', 'en_pause', 'annule'],
  annule: ['annule'],
  termine: [],
}

/** Whether an administrator may change a batch to this state; a repeated request changes nothing and is allowed. */
export const peutPasserA = (etat: EtatLot, demande: EtatDemande): boolean => suivants[etat].includes(demande)

/** A batch without open dead letters is finished, unless it was cancelled. */
export const etatApres = (etat: EtatLot, restantes: number): EtatLot =>
  restantes === 0 && etat !== 'annule' && etat !== 'prepare' ? 'termine' : etat
