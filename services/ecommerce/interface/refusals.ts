import { problems } from '#generated/problems.ts'
import { type ProblemAnswer, problem } from '#platform/http/problem.ts'

/** The problem that answers each refusal of the domain and the application. */
const slugs = {
  'checkout-inconnu': 'checkout-inconnu',
  'cle-reutilisee': 'idempotency-key-reused',
  'client-inconnu': 'client-inconnu',
  'client-invalide': 'validation',
  'code-invalide': 'code-invalide',
  'demande-en-vol': 'idempotency-in-flight',
  'identifiants-invalides': 'identifiants-invalides',
  'panier-plein': 'panier-plein',
  'panier-vide': 'panier-vide',
  'produit-en-double': 'validation',
  'produit-indisponible': 'produit-indisponible',
  'quantite-trop-grande': 'panier-plein',
  'trop-d-attentes': 'unavailable',
  'trop-de-tentatives': 'too-many-requests',
} as const

type Code = keyof typeof slugs

/** The problem of a refusal, as an answer; `details` are the members that its type has. */
export const refuse = <C extends Code, Details extends object = object>(
  { refus }: { readonly refus: C },
  details?: Details,
): ProblemAnswer<typeof problems, (typeof slugs)[C], Details> =>
  problem(problems, slugs[refus], details ?? ({} as Details))
