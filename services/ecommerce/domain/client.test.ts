import { describe, expect, it } from 'vitest'
import { courriel, nouveauClient } from './client.ts'

const adresse_livraison = { rue: '12 rue des Lilas', ville: 'Montréal', code_postal: 'H2X 1Y4', pays: 'CA' }
const saisie = { nom: 'Camille Roy', courriel: 'camille@example.org', adresse_livraison }

describe('a new customer', () => {
  it('has what the visitor typed, trimmed, with the e-mail address in lower case', () => {
    expect(nouveauClient('c1', { ...saisie, nom: ' Camille Roy ', courriel: ' Camille@Example.ORG ' })).toEqual({
      client_id: 'c1',
      ...saisie,
    })
  })

  it.each([
    ['nom', { nom: '   ' }],
    ['courriel', { courriel: 'nobody' }],
    ['adresse_livraison.rue', { adresse_livraison: { ...adresse_livraison, rue: ' ' } }],
    ['adresse_livraison.pays', { adresse_livraison: { ...adresse_livraison, pays: 'C1' } }],
  ])('is rejected with the name of the invalid field: %s', (champ, change) => {
    expect(nouveauClient('c1', { ...saisie, ...change })).toMatchObject({ kind: 'client-invalide', champ })
  })

  it.each(['a@b', '@example.org', 'a b@example.org', 'a@@example.org', `${'a'.repeat(250)}@example.org`])(
    'does not get the e-mail address %s',
    (text) => {
      expect(courriel(text)).toBeUndefined()
    },
  )
})
