import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  changerEmploye,
  type Employe,
  entreeRefusee,
  estAdministrateur,
  nouvelEmploye,
  type RoleEmploye,
  rendreProvisoire,
} from './employe.ts'

const role = fc.constantFrom<RoleEmploye>('commis', 'gerant', 'administrateur')
const compte = fc.record({ role, actif: fc.boolean() })
const saisie = { nom: ' Denise Roy ', courriel: ' Denise@Example.org ', role: 'gerant' as const }

it('a new account is active, with a trimmed name and a lower-case address', () => {
  expect(nouvelEmploye(saisie)).toEqual({
    nom: 'Denise Roy',
    courriel: 'denise@example.org',
    role: 'gerant',
    actif: true,
    provisoire: false,
  })
})

it('a blank name or a malformed address is refused, naming the field', () => {
  expect(nouvelEmploye({ ...saisie, nom: '  ' })).toMatchObject({ kind: 'employe-invalide', champ: 'nom' })
  expect(nouvelEmploye({ ...saisie, courriel: 'denise' })).toMatchObject({
    kind: 'employe-invalide',
    champ: 'courriel',
  })
})

it('no sequence of changes leaves a shop without an active administrator', () => {
  const changes = fc.array(fc.tuple(fc.nat(2), compte), { maxLength: 20 })
  fc.assert(
    fc.property(changes, (sequence) => {
      const employes: Employe[] = [0, 1, 2].map((n) => ({
        ...(nouvelEmploye(saisie) as Omit<Employe, 'employe_id'>),
        employe_id: String(n),
        role: n === 0 ? 'administrateur' : 'commis',
      }))
      for (const [n, changement] of sequence) {
        const employe = employes[n] as Employe
        const autres = employes.filter((one) => one !== employe && estAdministrateur(one)).length
        const change = changerEmploye(employe, changement, autres)
        if (!('kind' in change)) employes[n] = change
        expect(employes.some(estAdministrateur)).toBe(true)
      }
    }),
  )
})

it('an administrator may leave the role while another one is active', () => {
  const employe = { ...(nouvelEmploye(saisie) as Employe), employe_id: '1', role: 'administrateur' as const }
  expect(changerEmploye(employe, { role: 'commis', actif: true }, 1)).toMatchObject({ role: 'commis' })
  expect(changerEmploye(employe, { role: 'administrateur', actif: false }, 0)).toEqual({
    kind: 'dernier-administrateur',
  })
})

it('a temporary password lets nobody in without a new one, whoever set it, and nobody sets their own', () => {
  const employe = { ...(nouvelEmploye(saisie) as Employe), employe_id: '1' }
  fc.assert(
    fc.property(fc.constantFrom('1', '2', null), compte, fc.boolean(), (auteur, { role, actif }, avecNouveau) => {
      const change = rendreProvisoire({ ...employe, role, actif }, auteur)
      if ('kind' in change) {
        expect([auteur, change.kind]).toEqual(['1', 'propre-mot-de-passe'])
        return
      }
      expect(auteur).not.toBe('1')
      expect(change).toEqual({ ...employe, role, actif, provisoire: true })
      expect(entreeRefusee(change, avecNouveau) === undefined).toBe(avecNouveau)
    }),
  )
  for (const avecNouveau of [true, false]) expect(entreeRefusee(employe, avecNouveau)).toBeUndefined()
})
