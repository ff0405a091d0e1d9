import { motsDePasseCourants } from './mots-de-passe-courants.ts'

// The rules of NIST SP 800-63B: a minimum length and a list of common passwords, but no rules about the kinds of
// characters.

const longueurMin = 8

/** Normalises a password, so that it is the same from every keyboard (UAX 15, as SP 800-63B requires). */
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

/** The shortest text that yields this one when repeated: `abc` for `abcabcab`. */
const periode = (text: string): string => {
  for (let length = 1; length < text.length; length++)
    if (text.startsWith(text.slice(length))) return text.slice(0, length)
  return text
}

/** Whether it is a sequence of adjacent characters, a few repeated letters, or a common password with or without digits around it. */
const estPrevisible = (text: string): boolean => {
  const unite = periode(text)
  if (unite.length < text.length && unite.length <= 4) return true
  if (dansLesDeuxSens.some((suite) => suite.includes(unite) && unite.length >= 4)) return true
  const sansChiffres = text.replaceAll(/^[\d\W_]+|[\d\W_]+$/g, '')
  return [text, unite, sansChiffres].some((forme) => motsDePasseCourants.has(forme))
}

/** What an attacker knows about the person and the shop. */
const contexte = (client: { nom: string; courriel: string }): string[] =>
  [client.courriel, client.courriel.split('@')[0] ?? '', client.nom, client.nom.replaceAll(' ', ''), 'sagabench'].map(
    (mot) => motDePasseNormal(mot).toLowerCase(),
  )

/** The rule that a new password breaks, or undefined. Passwords of existing accounts are not checked. */
export const regleEnfreinte = (motDePasse: string, client: { nom: string; courriel: string }): string | undefined => {
  const normal = motDePasseNormal(motDePasse)
  if ([...normal].length < longueurMin) return `at least ${longueurMin} characters`
  if (normal.trim() === '') return 'not only blanks'
  const text = normal.toLowerCase().trim()
  if (estPrevisible(text)) return 'not a common password'
  return contexte(client).includes(text.replaceAll(/[\d\W_]+$/g, '')) || contexte(client).includes(text)
    ? 'not your name, your e-mail address or the name of the shop'
    : undefined
}

/** The new password breaks a rule. */
export type MotDePasseInvalide = { readonly kind: 'mot-de-passe-invalide'; readonly regle: string }
/** The current password is wrong. */
export type MotDePasseErrone = { readonly kind: 'mot-de-passe-errone' }

/** Whether a password may replace another: it must differ, and keep the rules of all new passwords. */
export const changementInvalide = (
  nouveau: string,
  ancien: string,
  personne: { nom: string; courriel: string },
): MotDePasseInvalide | undefined => {
  const regle =
    motDePasseNormal(nouveau) === motDePasseNormal(ancien)
      ? 'not the current password'
      : regleEnfreinte(nouveau, personne)
  return regle === undefined ? undefined : { kind: 'mot-de-passe-invalide', regle }
}
