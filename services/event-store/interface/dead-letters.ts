import type { Handlers } from '#generated/event-store/server.ts'
import type { LettreMorte } from '#generated/event-store/types.ts'
import { problems } from '#generated/problems.ts'
import { actOf } from '#platform/http/act.ts'
import { pageRequest } from '#platform/http/page.ts'
import { ProblemError, problem } from '#platform/http/problem.ts'
import { refuseCursor } from '#services/refusals.ts'
import type { listDeadLetters, redriveDeadLetter, StoredLetter } from '../application/dead-letters.ts'

export type DeadLetterHandlers = Pick<Handlers, 'listerLettresMortes' | 'relancerLettreMorte'>

type UseCases = {
  listDeadLetters: ReturnType<typeof listDeadLetters>
  redriveDeadLetter: ReturnType<typeof redriveDeadLetter>
}

const seconds = (date: Date): number => date.getTime() / 1000

const body = ({ champs, abandonnee_le, relances, ...letter }: StoredLetter): LettreMorte => ({
  ...letter,
  abandonnee_le: seconds(abandonnee_le),
  champs: champs.flatMap((name, i) => (i % 2 === 0 ? [{ nom: name, valeur: champs[i + 1] ?? '' }] : [])),
  relances: relances.map((redrive) => ({ ...redrive, le: seconds(redrive.le) })),
})

/** Dead letters: listed, and sent back to their group by staff. */
export const deadLetterHandlers = (
  useCases: UseCases,
): Pick<Handlers, 'listerLettresMortes' | 'relancerLettreMorte'> => ({
  listerLettresMortes: async ({ query: { limite, curseur, ...filter } }) => {
    const page = pageRequest(curseur, limite)
    if (page === undefined) return refuseCursor()
    const { elements, cursor } = await useCases.listDeadLetters(filter, page)
    return { status: 200, body: { elements: elements.map(body), curseur_suivant: cursor } }
  },

  relancerLettreMorte: async ({ path, headers }, context) => {
    const requester = { act: actOf('relancerLettreMorte', context), key: headers['idempotency-key'] }
    const redriven = await useCases.redriveDeadLetter(path.id, requester)
    context.log.info(
      {
        dead_letter: path.id,
        par: requester.act.author,
        application: requester.act.application,
        refusal: 'kind' in redriven ? redriven.kind : undefined,
      },
      'redrive',
    )
    if (!('kind' in redriven)) return { status: 202, body: body(redriven) }
    if (redriven.kind === 'bus-unavailable')
      throw new ProblemError('unavailable', { detail: 'Redis did not accept the entry' }, { 'retry-after': '1' })
    return problem(problems, redriven.kind)
  },
})
