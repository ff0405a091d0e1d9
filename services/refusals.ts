import { problems } from '#generated/problems.ts'
import { problem } from '#platform/http/problem.ts'

// Refusals that several services share.

/** Refuses a value that the specification allows and the domain does not. */
export const refuseField = (field: string, rule: string, message: string) =>
  problem(problems, 'validation', { detail: `${field} ${message}`, errors: [{ field, rule, message }] })

export const refuseCursor = () => refuseField('curseur', 'cursor', 'is not the curseur_suivant of a page')
