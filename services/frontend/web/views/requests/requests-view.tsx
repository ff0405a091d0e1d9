import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useCallback, useState } from 'react'
import { useFormat } from '../../locale/format.ts'
import { useText } from '../../locale/text.ts'
import { useShops } from '../../lookup/shops.ts'
import { changed, oneOf, type SearchChange } from '../../shell/search.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField } from '../../ui/field.tsx'
import { Filters, Page } from '../../ui/page.tsx'
import { PagedTable } from '../../ui/paged-table.tsx'
import { Empty, ErrorState, Loading } from '../../ui/states.tsx'
import { ApproveRequest, WatchApproval } from './approval.tsx'
import { allRequests, type RequestRow, requestPage } from './queries.ts'
import { RejectRequest } from './reject-request.tsx'
import { requestColumns } from './request-columns.tsx'
import { type RequestSearch, statuses } from './search.ts'
import { requestsText } from './text.ts'

const route = getRouteApi('/back-office/demandes')

type Change = (change: SearchChange<RequestSearch>) => void
type Open = { kind: 'approve' | 'reject'; row: RequestRow } | undefined

const RequestFilters = ({ search, onChange }: { search: RequestSearch; onChange: Change }) => {
  const text = useText(requestsText)
  const shops = useShops()
  return (
    <Filters label={text.filters}>
      <SelectField
        label={text.state}
        value={search.statut ?? ''}
        onValue={(value) => onChange({ statut: oneOf(statuses, value) })}
        options={[['', text.all], ...statuses.map((status) => [status, text[status]] as const)]}
      />
      <SelectField
        label={text.shop}
        value={String(search.magasin_id ?? '')}
        onValue={(value) => onChange({ magasin_id: value === '' ? undefined : Number(value) })}
        options={[['', text.allShops], ...shops.options]}
      />
      <Button kind="quiet" onClick={() => onChange({ statut: undefined, magasin_id: undefined })}>
        {text.clear}
      </Button>
    </Filters>
  )
}

const Requests = ({ search, onChange }: { search: RequestSearch; onChange: Change }) => {
  const text = useText(requestsText)
  const format = useFormat()
  const { nameOf } = useShops()
  const [open, setOpen] = useState<Open>()
  const { data, error, isPending, refetch } = useQuery(requestPage(search))
  const close = (): void => setOpen(undefined)
  const actions = (row: RequestRow) => (
    <div className="row-actions">
      <Button kind="quiet" onClick={() => onChange({ watched: row.demande_id })}>
        {text.steps}
      </Button>
      {row.statut === 'en_attente' && (
        <>
          <Button kind="quiet" onClick={() => setOpen({ kind: 'approve', row })}>
            {text.approve}
          </Button>
          <Button kind="quiet" onClick={() => setOpen({ kind: 'reject', row })}>
            {text.reject}
          </Button>
        </>
      )}
    </div>
  )
  if (isPending) return <Loading />
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  const columns = requestColumns(text, { format, nameOf, actions })
  const { rows, next } = data
  return (
    <>
      <PagedTable
        caption={text.title}
        columns={columns}
        rows={rows}
        rowId={({ demande_id }) => demande_id}
        order={search.tri}
        onOrder={(tri) => onChange({ tri })}
        cursor={search.curseur}
        next={next}
        onCursor={(curseur) => onChange({ curseur })}
        exported={{ name: 'demandes', rows: () => allRequests(search) }}
        empty={<Empty title={text.none}>{text.noneText}</Empty>}
      />
      {open?.kind === 'approve' && <ApproveRequest row={open.row} onClose={close} />}
      {open?.kind === 'reject' && <RejectRequest row={open.row} onClose={close} />}
      {search.watched !== undefined && (
        <WatchApproval id={search.watched} onClose={() => onChange({ watched: undefined })} />
      )}
    </>
  )
}

/** WorkflowDemandes: approve requests and watch the steps, or reject them with a reason. */
export const RequestsView = () => {
  const text = useText(requestsText)
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const change = useCallback<Change>(
    (values) => void navigate({ search: (before) => changed(before, values) }),
    [navigate],
  )
  const filter = useCallback<Change>(
    (values) =>
      void navigate({ search: (before) => changed(before, { ...values, curseur: undefined }), replace: true }),
    [navigate],
  )
  return (
    <Page title={text.title} text={text.intro}>
      <RequestFilters search={search} onChange={filter} />
      <Requests search={search} onChange={change} />
    </Page>
  )
}
