import { problems } from '#generated/problems.ts'
import { type ProblemAnswer, problem } from '#platform/http/problem.ts'

/** The problem that answers each refusal of the domain and the application. */
const slugs = {
  'auteur-sans-droit': 'forbidden',
  'checkout-inconnu': 'checkout-inconnu',
  'key-reused': 'idempotency-key-reused',
  'client-inconnu': 'client-inconnu',
  'client-invalide': 'validation',
  'code-invalide': 'code-invalide',
  'courriel-pris': 'courriel-pris',
  'dernier-administrateur': 'dernier-administrateur',
  'employe-inconnu': 'employe-inconnu',
  'export-incomplet': 'export-incomplet',
  'employe-invalide': 'validation',
  'request-in-flight': 'idempotency-in-flight',
  'identifiants-invalides': 'identifiants-invalides',
  'ligne-inconnue': 'ligne-inconnue',
  'mot-de-passe-errone': 'mot-de-passe-errone',
  'mot-de-passe-invalide': 'validation',
  'mot-de-passe-provisoire': 'mot-de-passe-provisoire',
  'panier-plein': 'panier-plein',
  'panier-vide': 'panier-vide',
  'produit-en-double': 'validation',
  'produit-indisponible': 'produit-indisponible',
  'propre-mot-de-passe': 'propre-mot-de-passe',
  'quantite-trop-grande': 'panier-plein',
  'session-invalide': 'session-invalide',
  'too-many-waiting': 'unavailable',
  'too-many-attempts': 'too-many-requests',
} as const

type Code = keyof typeof slugs

/** The problem of a refusal, as an answer; `details` are the members that its type has. */
export const refuse = <C extends Code, Details extends object = object>(
  { kind }: { readonly kind: C },
  details?: Details,
): ProblemAnswer<typeof problems, (typeof slugs)[C], Details> =>
  problem(problems, slugs[kind], details ?? ({} as Details))

/** A password that breaks a rule, named as the field of the request. */
export const refusePassword = (
  refusal: { readonly kind: 'mot-de-passe-invalide'; readonly regle: string },
  field = '/mot_de_passe',
) => {
  const { regle: rule } = refusal
  const message = rule.startsWith('not ') ? `must not be ${rule.slice(4)}` : `must be ${rule}`
  return refuse(refusal, { errors: [{ field, rule, message }] })
}

/** Too many wrong passwords, with the time to wait. */
export const refuseAttempts = (
  refusal: { readonly kind: 'too-many-attempts'; readonly waitSeconds: number },
  what: 'address' | 'account',
) => ({
  ...refuse(refusal, { detail: `Too many wrong passwords for this ${what}` }),
  headers: { 'retry-after': String(refusal.waitSeconds) },
})
