import type { Handlers } from '#generated/event-store/server.ts'
import type { LettreMorte as Corps } from '#generated/event-store/types.ts'
import { problems } from '#generated/problems.ts'
import { pageRequest } from '#platform/http/page.ts'
import { ProblemError, problem } from '#platform/http/problem.ts'
import type { LettreMorte, listerLettresMortes, relancerLettreMorte } from '../application/lettres-mortes.ts'

export type LettresMortes = Pick<Handlers, 'listerLettresMortes' | 'relancerLettreMorte'>

type CasLettresMortes = {
  listerLettresMortes: ReturnType<typeof listerLettresMortes>
  relancerLettreMorte: ReturnType<typeof relancerLettreMorte>
}

const secondes = (date: Date): number => date.getTime() / 1000

const corps = ({ champs, abandonnee_le, relances, ...lettre }: LettreMorte): Corps => ({
  ...lettre,
  abandonnee_le: secondes(abandonnee_le),
  champs: champs.flatMap((nom, i) => (i % 2 === 0 ? [{ nom, valeur: champs[i + 1] ?? '' }] : [])),
  relances: relances.map((relance) => ({ ...relance, le: secondes(relance.le) })),
})

/** Dead letters: listed, and sent back to their group by staff. */
export const lettresMortes = (
  cas: CasLettresMortes,
): Pick<Handlers, 'listerLettresMortes' | 'relancerLettreMorte'> => ({
  listerLettresMortes: async ({ query: { groupe, etat, limite, curseur } }) => {
    const page = pageRequest(curseur, limite)
    if (page === undefined) {
      const message = 'is not a cursor of this list'
      return problem(problems, 'validation', { errors: [{ field: 'curseur', rule: 'cursor', message }] })
    }
    const filtre = { ...(groupe === undefined ? {} : { groupe }), ...(etat === undefined ? {} : { etat }) }
    const { elements, cursor } = await cas.listerLettresMortes(filtre, page)
    return { status: 200, body: { elements: elements.map(corps), curseur_suivant: cursor } }
  },

  relancerLettreMorte: async ({ path, headers }, { subject, caller, log }) => {
    const qui = { par: subject?.id ?? '', application: caller, cle: headers['idempotency-key'] }
    const relancee = await cas.relancerLettreMorte(path.id, qui)
    log.info(
      {
        dead_letter: path.id,
        par: qui.par,
        application: caller,
        refus: 'refus' in relancee ? relancee.refus : undefined,
      },
      'redrive',
    )
    if (!('refus' in relancee)) return { status: 202, body: corps(relancee) }
    if (relancee.refus === 'bus-indisponible')
      throw new ProblemError('unavailable', { detail: 'Redis did not accept the entry' }, { 'retry-after': '1' })
    return problem(problems, relancee.refus)
  },
})
