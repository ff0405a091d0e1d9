import { problems } from '#generated/problems.ts'
import { problem } from '#platform/http/problem.ts'

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
type SlugOf<C extends Code> = (typeof slugs)[C]
type Details = {
  detail?: string
  produit_ids?: number[]
  errors?: { field: string; rule: string; message: string }[]
}

/** The problem of a refusal, as an answer. */
export const refuse = <C extends Code>({ refus }: { readonly refus: C }, details: Details = {}) => {
  const slug: SlugOf<C> = slugs[refus]
  const { status, body } = problem(problems, slug, details)
  return { status, body: body as typeof body & Details }
}
