import { motsDePasseCourants } from './mots-de-passe-courants.ts'

// The rules of NIST SP 800-63B: a least length, a list of passwords that everybody tries first, and nothing about which
// characters a password must have.

const longueurMin = 8

/** One spelling for the same password, whichever keyboard typed it (UAX 15, as SP 800-63B asks for). */
export const motDePasseNormal = (motDePasse: string): string => motDePasse.normalize('NFKC')

const suites = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'azertyuiop',
  'qsdfghjklm',
  'qwertzuiop',
]
const dansLesDeuxSens = suites.flatMap((suite) => [suite, [...suite].reverse().join('')])

/** The shortest text of which this one consists, repeated: `abc` of `abcabcab`. */
const periode = (text: string): string => {
  for (let length = 1; length < text.length; length++)
    if (text.startsWith(text.slice(length))) return text.slice(0, length)
  return text
}

/** Whether it is a run of neighbours, or few letters again and again, or a common password with or without figures around it. */
const estPrevisible = (text: string): boolean => {
  const unite = periode(text)
  if (unite.length < text.length && unite.length <= 4) return true
  if (dansLesDeuxSens.some((suite) => suite.includes(unite) && unite.length >= 4)) return true
  const sansChiffres = text.replaceAll(/^[\d\W_]+|[\d\W_]+$/g, '')
  return [text, unite, sansChiffres].some((forme) => motsDePasseCourants.has(forme))
}

/** What an attacker knows of the person and of the shop. */
const contexte = (client: { nom: string; courriel: string }): string[] =>
  [client.courriel, client.courriel.split('@')[0] ?? '', client.nom, client.nom.replaceAll(' ', ''), 'sagabench'].map(
    (mot) => motDePasseNormal(mot).toLowerCase(),
  )

/** The rule that a new password breaks, or undefined. Passwords of older accounts are not looked at. */
export const regleEnfreinte = (motDePasse: string, client: { nom: string; courriel: string }): string | undefined => {
  const normal = motDePasseNormal(motDePasse)
  if ([...normal].length < longueurMin) return `at least ${longueurMin} characters`
  if (normal.trim() === '') return 'not only blanks'
  const text = normal.toLowerCase().trim()
  if (estPrevisible(text)) return 'not one of the passwords that are tried first'
  return contexte(client).includes(text.replaceAll(/[\d\W_]+$/g, '')) || contexte(client).includes(text)
    ? 'not your name, your address or that of the shop'
    : undefined
}
