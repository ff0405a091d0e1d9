import { Link } from '@tanstack/react-router'
import type { ResultatDeroulement, ResumeCheckout } from '#generated/event-store/types.ts'
import type { Format } from '../../locale/format.ts'
import { Badge } from '../../ui/badge.tsx'
import type { Column } from '../../ui/table.tsx'
import type { SagaSearch } from './search.ts'
import { type SagasText, textFor } from './text.ts'

export const outcomeKinds: Readonly<Record<ResultatDeroulement, 'good' | 'bad' | 'wait'>> = {
  en_cours: 'wait',
  reussi: 'good',
  echoue: 'bad',
}

/** How long a checkout took, or has been running. */
const durationOf = ({ commence_ms, termine_ms }: ResumeCheckout): number =>
  Math.max(0, (termine_ms ?? Date.now()) - commence_ms)

/** The last digits tell ids of the same minute apart; the first ones are the time. */
const short = (id: string): string => `…${id.slice(-12)}`

const Opener = ({ id, search, label }: { id: string; search: SagaSearch; label: string }) => (
  <Link to="/back-office/sagas" search={{ ...search, checkout: id }} title={id} aria-label={label}>
    <code>{short(id)}</code>
  </Link>
)

export const sagaColumns = (
  text: SagasText,
  { dateTime, duration }: Format,
  search: SagaSearch,
): readonly Column<ResumeCheckout>[] => [
  {
    id: 'checkout_id',
    title: text.checkout,
    value: ({ checkout_id }) => checkout_id,
    cell: ({ checkout_id }) => <Opener id={checkout_id} search={search} label={text.open(checkout_id)} />,
  },
  {
    id: 'commence_ms',
    title: text.startedAt,
    value: ({ commence_ms }) => new Date(commence_ms).toISOString(),
    cell: ({ commence_ms }) => {
      const at = new Date(commence_ms).toISOString()
      return <time dateTime={at}>{dateTime(at)}</time>
    },
  },
  { id: 'style', title: text.style, value: ({ style }) => text[style] },
  {
    id: 'resultat',
    title: text.outcome,
    value: ({ resultat }) => text[resultat],
    cell: ({ resultat, bloque }) => (
      <span className="row">
        <Badge kind={outcomeKinds[resultat]}>{text[resultat]}</Badge>
        {bloque && <Badge kind="bad">{text.isBlocked}</Badge>}
      </span>
    ),
  },
  { id: 'etat', title: text.state, value: ({ etat }) => text[etat], isShort: true },
  {
    id: 'etape',
    title: text.step,
    value: ({ etape }) => (etape === null ? null : textFor(text, etape)),
    isShort: true,
  },
  {
    id: 'motif',
    title: text.reason,
    value: ({ motif }) => (motif === null ? null : textFor(text, motif)),
    isShort: true,
  },
  {
    id: 'duree',
    title: text.duration,
    value: durationOf,
    cell: (row) => duration(durationOf(row)),
    align: 'end',
  },
  {
    id: 'client_id',
    title: text.customer,
    value: ({ client_id }) => client_id,
    cell: ({ client_id }) => (
      <code title={client_id} className="muted">
        {short(client_id)}
      </code>
    ),
  },
]
