import { useQuery } from '@tanstack/react-query'
import { useFormat } from '../../locale/format.ts'
import { useText } from '../../locale/text.ts'
import type { SearchChange } from '../../shell/search.ts'
import { PagedTable } from '../../ui/paged-table.tsx'
import { Empty, ErrorState, Loading } from '../../ui/states.tsx'
import { allSagas, sagaPage } from './queries.ts'
import { sagaColumns } from './saga-columns.tsx'
import type { SagaSearch } from './search.ts'
import { sagasText } from './text.ts'

type Props = { search: SagaSearch; onChange: (change: SearchChange<SagaSearch>) => void }

/** The checkouts of both styles in one list, read again every few seconds. */
export const SagaList = ({ search, onChange }: Props) => {
  const text = useText(sagasText)
  const columns = sagaColumns(text, useFormat(), search)
  const { data, error, isPending, refetch } = useQuery(sagaPage(search))
  if (isPending) return <Loading />
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  const { rows, next, missing } = data
  return (
    <>
      {missing.map((style) => (
        <p key={style} className="notice" role="alert">
          {text.styleMissing(text[style])}
        </p>
      ))}
      <PagedTable
        caption={text.title}
        columns={columns}
        rows={rows}
        rowId={({ checkout_id }) => checkout_id}
        cursor={search.curseur}
        next={next}
        onCursor={(curseur) => onChange({ curseur })}
        exported={{ name: 'sagas', rows: () => allSagas(search) }}
        empty={<Empty title={text.none}>{text.noneText}</Empty>}
      />
    </>
  )
}
