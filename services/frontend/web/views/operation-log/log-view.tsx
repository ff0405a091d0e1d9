import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useCallback } from 'react'
import { useFormat } from '../../locale/format.ts'
import { useText } from '../../locale/text.ts'
import { useStaff } from '../../lookup/staff.ts'
import { administration, useSession } from '../../shell/api.ts'
import { useRoleName } from '../../shell/role-names.ts'
import { changed, type SearchChange } from '../../shell/search.ts'
import { Button } from '../../ui/button.tsx'
import { ExportButton } from '../../ui/export-button.tsx'
import { Page } from '../../ui/page.tsx'
import { Empty, ErrorState, Loading } from '../../ui/states.tsx'
import { Table } from '../../ui/table.tsx'
import { uiText } from '../../ui/text.ts'
import './log.css'
import { exportColumns, logColumns } from './log-columns.tsx'
import { LogFilters } from './log-filters.tsx'
import type { Position } from './merge.ts'
import { useNames } from './names.ts'
import { allEntries, LogUnavailable, logPages, readableBy } from './queries.ts'
import type { LogSearch } from './search.ts'
import type { Entry, Service } from './services.ts'
import { logText } from './text.ts'

const route = getRouteApi('/back-office/journal')

type Change = (change: SearchChange<LogSearch>) => void
type Props = { search: LogSearch; readable: readonly Service[]; onChange: Change }

/** Names the logs that are missing from the list. */
const Missing = ({ positions, onRetry }: { positions: readonly Position[]; onRetry: () => void }) => {
  const text = useText(logText)
  const ui = useText(uiText)
  const names = useNames()
  const failed = positions.filter(({ failure }) => failure !== undefined).map(({ service }) => names.service(service))
  return (
    <div role="alert">
      {failed.length > 0 && (
        <div className="notice log-missing">
          <span>{text.missing(failed.join(', '))}</span>
          <Button onClick={onRetry}>{ui.retry}</Button>
        </div>
      )}
    </div>
  )
}

const useColumns = (onChange: Change) => {
  const text = useText(logText)
  const options = {
    format: useFormat(),
    names: useNames(),
    nameOf: useStaff().nameOf,
    roleName: useRoleName(),
    onFilter: onChange,
  }
  return logColumns(text, options)
}

const Entries = ({ search, readable, onChange }: Props) => {
  const text = useText(logText)
  const names = useNames()
  const columns = useColumns(onChange)
  const query = useInfiniteQuery(logPages(search, readable))
  const { data, error, isPending, isFetchingNextPage, hasNextPage, refetch, fetchNextPage } = query
  /** The whole log, or an error that names the service whose log is missing. */
  const exported = async function* (): AsyncGenerator<Entry> {
    try {
      yield* allEntries(search, readable)
    } catch (failure) {
      if (!(failure instanceof LogUnavailable)) throw failure
      throw new Error(text.exportFailed(names.service(failure.service)), { cause: failure })
    }
  }
  if (isPending) return <Loading />
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  const rows = data.pages.flatMap((page) => page.rows)
  return (
    <>
      <Missing positions={data.pages.at(-1)?.positions ?? []} onRetry={() => void refetch()} />
      {rows.length === 0 ? (
        <Empty title={text.none}>{text.noneText}</Empty>
      ) : (
        <Table
          caption={text.title}
          columns={columns}
          rows={rows}
          rowId={({ service, numero }) => `${service}-${numero}`}
        />
      )}
      <div className="table-foot">
        <span className="muted" role="status">
          {text.shown(rows.length, hasNextPage)}
        </span>
        <div className="row">
          <ExportButton name="operations" columns={exportColumns(text, columns)} rows={exported} />
          <Button disabled={!hasNextPage || isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {text.more}
          </Button>
        </div>
      </div>
    </>
  )
}

/** What people did, in all services whose logs this person may read, newest first. */
export const LogView = () => {
  const text = useText(logText)
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const readable = readableBy(useSession(administration))
  const change = useCallback<Change>(
    (values) => void navigate({ search: (before) => changed(before, values) }),
    [navigate],
  )
  return (
    <Page title={text.title} text={text.intro}>
      <LogFilters search={search} readable={readable} onChange={change} onClear={() => void navigate({ search: {} })} />
      <Entries search={search} readable={readable} onChange={change} />
    </Page>
  )
}
