import type { Format } from '../../locale/format.ts'
import { Button } from '../../ui/button.tsx'
import type { Column } from '../../ui/table.tsx'
import type { NamesInLanguage } from './names.ts'
import type { LogSearch } from './search.ts'
import type { Entry } from './services.ts'
import type { LogText } from './text.ts'

type Options = {
  format: Format
  names: NamesInLanguage
  /** The name of a member of staff, if this person may know it. */
  nameOf: (author: string) => string | undefined
  roleName: (role: string) => string
  onFilter: (filter: LogSearch) => void
}

/** Ids that nobody reads are shortened; the title and the export have all of them. */
const short = (id: string): string => (id.length > 12 ? `${id.slice(0, 8)}…` : id)

/** What the table shows of an operation. */
export const logColumns = (text: LogText, options: Options): readonly Column<Entry>[] => {
  const { format, names, nameOf, roleName, onFilter } = options
  const objectOf = ({ objet_type, objet_id }: Entry) => `${names.object(objet_type)} ${objet_id}`
  return [
    {
      id: 'fait_le',
      title: text.when,
      value: ({ fait_le }) => fait_le,
      cell: ({ fait_le }) => <time dateTime={fait_le}>{format.dateTime(fait_le)}</time>,
    },
    {
      id: 'auteur',
      title: text.who,
      value: ({ auteur }) => nameOf(auteur) ?? auteur,
      cell: ({ auteur, role }) => (
        <>
          <Button
            kind="quiet"
            className="log-filter"
            title={text.onlyThis(nameOf(auteur) ?? auteur)}
            onClick={() => onFilter({ auteur })}
          >
            {nameOf(auteur) ?? short(auteur)}
          </Button>
          <div className="muted">{roleName(role)}</div>
        </>
      ),
    },
    {
      id: 'operation',
      title: text.what,
      value: ({ operation }) => names.operation(operation),
      cell: ({ operation }) => <span className="log-operation">{names.operation(operation)}</span>,
    },
    {
      id: 'objet',
      title: text.object,
      value: objectOf,
      cell: (row) => (
        <Button
          kind="quiet"
          className="log-filter"
          title={text.onlyThis(objectOf(row))}
          onClick={() => onFilter({ objet_type: row.objet_type, objet_id: row.objet_id })}
        >
          {`${names.object(row.objet_type)} ${short(row.objet_id)}`}
        </Button>
      ),
    },
    {
      id: 'motif',
      title: text.reason,
      value: ({ motif }) => motif,
      cell: ({ motif }) => <span className="log-reason">{motif ?? '–'}</span>,
    },
    { id: 'service', title: text.service, value: ({ service }) => names.service(service) },
  ]
}

/** What the export has besides: everything by which a row can be found again. */
export const exportColumns = (text: LogText, shown: readonly Column<Entry>[]): readonly Column<Entry>[] => [
  ...shown,
  { id: 'auteur_id', title: text.whoId, value: ({ auteur }) => auteur },
  { id: 'role', title: text.role, value: ({ role }) => role },
  { id: 'application', title: text.application, value: ({ application }) => application },
  { id: 'correlation_id', title: text.correlation, value: ({ correlation_id }) => correlation_id },
]
