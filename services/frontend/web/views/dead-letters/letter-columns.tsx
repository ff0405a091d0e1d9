import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { LettreMorte } from '#generated/event-store/types.ts'
import type { Format } from '../../locale/format.ts'
import { Badge } from '../../ui/badge.tsx'
import type { Column } from '../../ui/table.tsx'
import type { DeadLettersText } from './text.ts'

const isoOf = (seconds: number): string => new Date(seconds * 1000).toISOString()

const redrivesOf = (text: DeadLettersText, { relances }: LettreMorte): string =>
  relances
    .map(({ par, resultat, detail }) =>
      resultat === 'envoyee' ? text.sentBy(par) : [text.notSentBy(par), detail].filter((part) => part).join(': '),
    )
    .join(' · ')

/** A value, and what belongs to it in a second line. */
const Two = ({ first, second }: { first: ReactNode; second: string }) => (
  <span className="two-lines">
    <span>{first}</span>
    {second !== '' && <span className="muted">{second}</span>}
  </span>
)

type Options = { format: Format; actions: (letter: LettreMorte) => ReactNode }

export const letterColumns = (
  text: DeadLettersText,
  { format: { dateTime }, actions }: Options,
): readonly Column<LettreMorte>[] => [
  { id: 'lettre_id', title: text.number, value: ({ lettre_id }) => lettre_id, align: 'end' },
  {
    id: 'abandonnee_le',
    title: text.givenUpAt,
    value: ({ abandonnee_le }) => isoOf(abandonnee_le),
    cell: ({ abandonnee_le }) => <time dateTime={isoOf(abandonnee_le)}>{dateTime(isoOf(abandonnee_le))}</time>,
  },
  {
    id: 'type',
    title: text.type,
    value: ({ type }) => type,
    cell: ({ type, groupe }) => <Two first={type} second={groupe} />,
    isShort: true,
  },
  { id: 'groupe', title: text.group, value: ({ groupe }) => groupe, isExportedOnly: true },
  {
    id: 'checkout_id',
    title: text.checkout,
    value: ({ checkout_id }) => checkout_id,
    cell: ({ checkout_id }) =>
      checkout_id !== null && (
        <Link to="/back-office/sagas" search={{ checkout: checkout_id }} aria-label={text.openCheckout(checkout_id)}>
          <code>…{checkout_id.slice(-12)}</code>
        </Link>
      ),
  },
  {
    id: 'motif',
    title: text.reason,
    value: ({ motif }) => motif,
    isWide: true,
    cell: ({ motif, livraisons }) => <Two first={motif} second={text.afterDeliveries(livraisons)} />,
  },
  { id: 'livraisons', title: text.deliveries, value: ({ livraisons }) => livraisons, isExportedOnly: true },
  {
    id: 'etat',
    title: text.state,
    value: ({ etat }) => text[etat],
    cell: (letter) => (
      <Two
        first={<Badge kind={letter.etat === 'ouverte' ? 'bad' : 'good'}>{text[letter.etat]}</Badge>}
        second={redrivesOf(text, letter)}
      />
    ),
  },
  { id: 'relances', title: text.redrives, value: (letter) => redrivesOf(text, letter), isExportedOnly: true },
  { id: 'actions', title: '', value: () => null, cell: actions },
]
