import {
  approuver,
  type DemandeDejaTraitee,
  type DemandeReapprovisionnement,
  rouvrir,
} from './demande-reapprovisionnement.ts'
import { rendre, type StockCentral, type StockInsuffisant, transferer } from './stock-central.ts'
import { recevoir, reprendre, type StockLocal } from './stock-local.ts'

/** The steps of the validation of a restocking request, in order. */
export const etapes = ['prelevement', 'livraison', 'approbation'] as const
export type Etape = (typeof etapes)[number]

/** A step of one validation. `tombstone`: its undo came first, so the step is refused permanently. */
export type EtatEtape = 'faite' | 'defaite' | 'tombstone'

/** Everything that the steps of one validation of a request read and change. */
export type Dossier = {
  readonly demande: DemandeReapprovisionnement
  readonly central: StockCentral
  readonly local: StockLocal
  /** The known steps of this validation. */
  readonly effets: ReadonlyMap<Etape, EtatEtape>
}

/** Refusal: the step was undone, possibly before it ran, or the step before it has no effect. */
export type EtapeAnnulee = { readonly kind: 'etape-annulee' }
export type RefusEtape = StockInsuffisant | DemandeDejaTraitee | EtapeAnnulee

const avec = (dossier: Dossier, etape: Etape, etat: EtatEtape): Dossier => ({
  ...dossier,
  effets: new Map([...dossier.effets, [etape, etat]]),
})

const estPossible = ({ effets }: Dossier, etape: Etape): boolean => {
  const avant = etapes[etapes.indexOf(etape) - 1]
  return avant === undefined || effets.get(avant) === 'faite'
}

/** Runs a step. A repetition changes nothing. Pieces leave the central stock before they reach the shop, and the approval comes last. */
export const faireEtape = (dossier: Dossier, etape: Etape, validationId: string): Dossier | RefusEtape => {
  const { demande, central, local, effets } = dossier
  const connue = effets.get(etape)
  if (connue === 'faite') return dossier
  if (connue !== undefined || !estPossible(dossier, etape)) return { kind: 'etape-annulee' }
  if (demande.statut !== 'en_attente') return { kind: 'demande-deja-traitee' }
  switch (etape) {
    case 'prelevement': {
      const reste = transferer(central, demande.quantite)
      return 'kind' in reste ? reste : avec({ ...dossier, central: reste }, etape, 'faite')
    }
    case 'livraison':
      return avec({ ...dossier, local: recevoir(local, demande.quantite) }, etape, 'faite')
    case 'approbation': {
      const approuvee = approuver(demande, validationId)
      return 'kind' in approuvee ? approuvee : avec({ ...dossier, demande: approuvee }, etape, 'faite')
    }
    default:
      return etape satisfies never
  }
}

/** Undoes a step. A step without effect gets a tombstone; a repetition changes nothing. Never refused. */
export const defaireEtape = (dossier: Dossier, etape: Etape, validationId: string): Dossier => {
  const { demande, central, local, effets } = dossier
  const connue = effets.get(etape)
  if (connue === undefined) return avec(dossier, etape, 'tombstone')
  if (connue !== 'faite') return dossier
  switch (etape) {
    case 'prelevement':
      return avec({ ...dossier, central: rendre(central, demande.quantite) }, etape, 'defaite')
    case 'livraison':
      return avec({ ...dossier, local: reprendre(local, demande.quantite) }, etape, 'defaite')
    case 'approbation':
      return avec({ ...dossier, demande: rouvrir(demande, validationId) }, etape, 'defaite')
    default:
      return etape satisfies never
  }
}
