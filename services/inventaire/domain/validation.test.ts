import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { creerDemande, rejeter, rouvrir } from './demande-reapprovisionnement.ts'
import { type Quantite, quantite } from './quantite.ts'
import { estFerme, stockVide } from './stock-central.ts'
import { type Dossier, defaireEtape, type Etape, etapes, faireEtape } from './validation.ts'

const pieces = quantite(5) as Quantite
const demande = creerDemande({ demandeId: 'd', magasinId: 2, produitId: 1, quantite: pieces, creeeA: 0 })
const [avant, localAvant] = [12, 3]

const neuf: Dossier = {
  demande,
  central: { ...stockVide(1), initial: avant, disponible: avant },
  local: { magasinId: 2, produitId: 1, disponible: localAvant },
  effets: new Map(),
}

const validations = ['v1', 'v2', 'v3'] as const
const action = fc.record({
  genre: fc.constantFrom('faire', 'faire', 'defaire', 'rejeter'),
  validation: fc.constantFrom(...validations),
  etape: fc.constantFrom(...etapes),
})

type Monde = Omit<Dossier, 'effets'> & { effets: ReadonlyMap<string, Dossier['effets']> }

const jouer = (
  monde: Monde,
  { genre, validation, etape }: { genre: string; validation: string; etape: Etape },
): Monde => {
  if (genre === 'rejeter') {
    const apres = rejeter(monde.demande, 'Fin de saison')
    return 'kind' in apres ? monde : { ...monde, demande: apres }
  }
  const dossier = { ...monde, effets: monde.effets.get(validation) ?? new Map() }
  const apres = genre === 'faire' ? faireEtape(dossier, etape, validation) : defaireEtape(dossier, etape, validation)
  if ('kind' in apres) return monde
  return { ...apres, effets: new Map([...monde.effets, [validation, apres.effets]]) }
}

const combien = (monde: Monde, etape: Etape): number =>
  [...monde.effets.values()].filter((effets) => effets.get(etape) === 'faite').length

const memeDemandeQue = (monde: Monde): string | undefined =>
  monde.demande.statut === 'approuvee' ? monde.demande.approuveePar : undefined

describe('the steps of validations', () => {
  it('move the items of each step in effect once, whatever the order of steps, undos and a rejection', () => {
    fc.assert(
      fc.property(fc.array(action, { maxLength: 40 }), (actions) => {
        let monde: Monde = { ...neuf, effets: new Map() }
        for (const une of actions) {
          const { genre, etape } = une
          // A delivery is undone before its items go back, as the saga declares.
          const effets = monde.effets.get(une.validation)
          const suivante = etapes[etapes.indexOf(etape) + 1]
          if (genre === 'defaire' && suivante !== undefined && effets?.get(suivante) === 'faite') continue
          monde = jouer(monde, une)
          expect(monde.central.disponible).toBe(avant - combien(monde, 'prelevement') * pieces)
          expect(monde.local.disponible).toBe(localAvant + combien(monde, 'livraison') * pieces)
          expect(combien(monde, 'approbation')).toBe(monde.demande.statut === 'approuvee' ? 1 : 0)
          expect(estFerme(monde.central)).toBe(true)
        }
      }),
    )
  })

  it('have no effect once all were undone, and never have one later', () => {
    fc.assert(
      fc.property(fc.array(action, { maxLength: 20 }), fc.array(action, { maxLength: 20 }), (first, late) => {
        let monde: Monde = { ...neuf, effets: new Map() }
        for (const une of first.filter(({ genre }) => genre !== 'rejeter')) monde = jouer(monde, une)
        for (const validation of validations)
          for (const etape of etapes.toReversed()) monde = jouer(monde, { genre: 'defaire', validation, etape })
        for (const une of late.filter(({ genre }) => genre !== 'rejeter')) monde = jouer(monde, une)
        expect({ ...monde, effets: undefined }).toEqual({ ...neuf, effets: undefined })
      }),
    )
  })

  it('let one validation approve a request, and the approval of another is not undone', () => {
    let monde: Monde = { ...neuf, effets: new Map() }
    for (const validation of ['v1', 'v2'])
      for (const etape of ['prelevement', 'livraison'] as const)
        monde = jouer(monde, { genre: 'faire', validation, etape })
    monde = jouer(monde, { genre: 'faire', validation: 'v2', etape: 'approbation' })
    const dossier = { ...monde, effets: monde.effets.get('v1') ?? new Map() }
    expect(faireEtape(dossier, 'approbation', 'v1')).toEqual({ kind: 'demande-deja-traitee' })
    monde = jouer(monde, { genre: 'defaire', validation: 'v1', etape: 'approbation' })
    expect(memeDemandeQue(monde)).toBe('v2')
  })

  it('reopen a request only for the validation that approved it', () => {
    const approuvee = { ...demande, statut: 'approuvee', approuveePar: 'v1' } as const
    expect(rouvrir(approuvee, 'v2')).toBe(approuvee)
    expect(rouvrir(approuvee, 'v1')).toEqual(demande)
  })

  it('refuse items that are not there, and a step whose predecessor has no effect', () => {
    const vide = { ...neuf, central: stockVide(1) }
    expect(faireEtape(vide, 'prelevement', 'v1')).toMatchObject({ kind: 'stock-insuffisant' })
    expect(faireEtape(neuf, 'livraison', 'v1')).toEqual({ kind: 'etape-annulee' })
    expect(faireEtape(neuf, 'approbation', 'v1')).toEqual({ kind: 'etape-annulee' })
  })
})

describe('a rejection', () => {
  it('happens once, and never after an approval', () => {
    const motif = 'Fin de saison'
    const rejetee = rejeter(demande, motif)
    expect(rejetee).toMatchObject({ statut: 'rejetee', motifRejet: 'Fin de saison' })
    expect(rejeter(rejetee as typeof demande, motif)).toEqual({ kind: 'demande-deja-traitee' })
    expect(rejeter({ ...demande, statut: 'approuvee', approuveePar: 'v1' }, motif)).toEqual({
      kind: 'demande-deja-traitee',
    })
  })
})
