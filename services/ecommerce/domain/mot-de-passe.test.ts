import fc from 'fast-check'
import { expect, it } from 'vitest'
import { changementInvalide, regleEnfreinte } from './mot-de-passe.ts'

const camille = { nom: 'Camille Roy', courriel: 'camille.roy@example.org' }

it.each([
  'fleur-de-sel-8',
  'correct horse battery staple',
  'tomatoes',
  'n7!kQz#2',
  'Überraschung',
  'пароль-никто-не-знает',
  '犬も歩けば棒に当たる',
  '😀🐙🚲🎻🧭🪁🌋🥨',
  ' un mot entre blancs ',
  'aaaaaaab-et-puis-rien',
  'x'.repeat(3) + 'long-phrase-without-figures'.repeat(4),
])('%s is accepted', (motDePasse) => {
  expect(regleEnfreinte(motDePasse, camille)).toBeUndefined()
})

it.each([
  ['short', 'at least 8 characters'],
  ['e\u0301'.repeat(4), 'at least 8 characters'], // four letters once normalised
  [' '.repeat(12), 'not only blanks'],
  ['\u3000'.repeat(12), 'not only blanks'],
])('%s is rejected: %s', (motDePasse, regle) => {
  expect(regleEnfreinte(motDePasse, camille)).toBe(regle)
})

it.each([
  'password',
  'PassWord',
  'ｐａｓｓｗｏｒｄ',
  'password1',
  'password2026!',
  '!!password!!',
  'passwordpassword',
  'motdepasse',
  'P@ssw0rd',
  '12345678',
  '123456789',
  '0123456789',
  '87654321',
  '1234567812345678',
  'aaaaaaaa',
  'abababab',
  'abcabcabcabc',
  '12341234',
  'abcdefgh',
  'zyxwvuts',
  'qwertyuiop',
  'azertyuiop',
  'asdfghjkl',
  'iloveyou',
  'sunshine',
  '        password        ',
])('%s is a common password', (motDePasse) => {
  expect(regleEnfreinte(motDePasse, camille)).toBe('not a common password')
})

it.each(['camille.roy@example.org', 'Camille.Roy', 'camille roy', 'CamilleRoy2026', 'sagabench', 'Sagabench!'])(
  '%s contains data of the person or the shop',
  (motDePasse) => {
    expect(regleEnfreinte(motDePasse, camille)).toBe('not your name, your e-mail address or the name of the shop')
  },
)

it('a change keeps the rules of a new password, and no form of the current password replaces it', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 30 })
  fc.assert(
    fc.property(text, text, (nouveau, ancien) => {
      const regle = changementInvalide(nouveau, ancien, camille)?.regle
      if (nouveau.normalize('NFKC') === ancien.normalize('NFKC')) expect(regle).toBe('not the current password')
      else expect(regle).toBe(regleEnfreinte(nouveau, camille))
      for (const forme of ['NFC', 'NFD', 'NFKC', 'NFKD'] as const)
        expect(changementInvalide(ancien.normalize(forme), ancien, camille)).toBeDefined()
    }),
  )
})
