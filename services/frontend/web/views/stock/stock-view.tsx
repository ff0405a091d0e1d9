import { getRouteApi, Link } from '@tanstack/react-router'
import { useCallback } from 'react'
import { useText } from '../../locale/text.ts'
import { changed, type SearchChange } from '../../shell/search.ts'
import { Page } from '../../ui/page.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import type { StockSearch } from './search.ts'
import { StockFilters, TransferFilters } from './stock-filters.tsx'
import { StockList } from './stock-list.tsx'
import { stockText } from './text.ts'
import { Transfers } from './transfers.tsx'

const route = getRouteApi('/back-office/stock')

type Change = SearchChange<StockSearch>

/** GestionStock: the central stock and that of each shop, transfers, deliveries and restocking requests. */
export const StockView = () => {
  const text = useText(stockText)
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const change = useCallback(
    (values: Change) => void navigate({ search: (before) => changed(before, values) }),
    [navigate],
  )
  const filter = useCallback(
    (values: Change) =>
      void navigate({ search: (before) => changed(before, { ...values, curseur: undefined }), replace: true }),
    [navigate],
  )
  const isTransfers = search.vue === 'transferts'
  const filters = { search, onChange: filter }
  return (
    <Page title={text.title} text={text.intro}>
      <Tabs label={text.lists}>
        <Link
          to="/back-office/stock"
          search={{}}
          activeOptions={{ exact: true }}
          aria-current={isTransfers ? undefined : 'page'}
        >
          {text.stock}
        </Link>
        <Link
          to="/back-office/stock"
          search={{ vue: 'transferts' }}
          activeOptions={{ exact: true }}
          aria-current={isTransfers ? 'page' : undefined}
        >
          {text.transfers}
        </Link>
      </Tabs>
      {isTransfers ? (
        <>
          <TransferFilters {...filters} onClear={() => void navigate({ search: { vue: 'transferts' } })} />
          <Transfers search={search} onChange={change} />
        </>
      ) : (
        <>
          <StockFilters {...filters} onClear={() => void navigate({ search: {} })} />
          <StockList search={search} onChange={change} />
        </>
      )}
    </Page>
  )
}
