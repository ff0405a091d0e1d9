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
  'employe-invalide': 'validation',
  'request-in-flight': 'idempotency-in-flight',
  'identifiants-invalides': 'identifiants-invalides',
  'ligne-inconnue': 'ligne-inconnue',
  'panier-plein': 'panier-plein',
  'panier-vide': 'panier-vide',
  'produit-en-double': 'validation',
  'produit-indisponible': 'produit-indisponible',
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
