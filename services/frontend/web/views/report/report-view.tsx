import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useCallback } from 'react'
import { compare } from '../../figures/comparison.ts'
import { figuresText } from '../../figures/text.ts'
import { useFormat } from '../../locale/format.ts'
import { useText } from '../../locale/text.ts'
import { changed, defined, type SearchChange } from '../../shell/search.ts'
import { Button } from '../../ui/button.tsx'
import { Page } from '../../ui/page.tsx'
import { ErrorState, Loading } from '../../ui/states.tsx'
import { BestProducts } from './best-products.tsx'
import { PeriodPicker } from './period-picker.tsx'
import { comparedPeriodOf, mistakeIn, periodOf } from './periods.ts'
import { reportOf } from './queries.ts'
import type { ReportSearch } from './search.ts'
import { Shops } from './shops.tsx'
import { Stock } from './stock.tsx'
import { reportText } from './text.ts'
import { Totals } from './totals.tsx'

const route = getRouteApi('/back-office/rapport')

type Change = SearchChange<ReportSearch>

const useReports = ({ debut, fin, compare_debut, compare_fin }: ReportSearch) => {
  const report = useQuery(reportOf(defined({ debut, fin })))
  const isCompared = compare_debut !== undefined
  const other = useQuery({
    ...reportOf(defined({ debut: compare_debut, fin: compare_fin })),
    enabled: isCompared,
  })
  const refetch = (): void => {
    void report.refetch()
    if (isCompared) void other.refetch()
  }
  const isPending = report.isPending || (isCompared && other.isPending)
  const error = report.error ?? (isCompared ? other.error : null)
  return { report: report.data, other: isCompared ? other.data : undefined, isPending, error, refetch }
}

const Report = ({ search, onChange }: { search: ReportSearch; onChange: (change: Change) => void }) => {
  const text = useText(reportText)
  const figureText = useText(figuresText)
  const { period } = useFormat()
  const { report, other, isPending, error, refetch } = useReports(search)
  if (error) return <ErrorState error={error} onRetry={refetch} />
  if (isPending || report === undefined) return <Loading />
  const comparison = compare(report, other)
  return (
    <>
      <p role="status">
        {text.compared(
          period(comparison.period.debut, comparison.period.fin),
          period(comparison.before.debut, comparison.before.fin),
        )}
      </p>
      <Totals comparison={comparison} />
      <Shops comparison={comparison} order={search.sort_shops} onOrder={(sort_shops) => onChange({ sort_shops })} />
      <BestProducts
        products={report.meilleurs_produits}
        order={search.sort_products}
        onOrder={(sort_products) => onChange({ sort_products })}
      />
      {!report.stock_connu && <p className="notice">{figureText.stockUnknown}</p>}
      <Stock stock={report.stock_restant} />
    </>
  )
}

/** RapportConsolide: the sales of all shops in two periods, the best products, and the remaining stock. */
export const ReportView = () => {
  const text = useText(reportText)
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const change = useCallback(
    (values: Change) => void navigate({ search: (before) => changed(before, values) }),
    [navigate],
  )
  const nowMs = Date.now()
  const isValid = [periodOf(search, nowMs), comparedPeriodOf(search, nowMs)].every(
    (period) => mistakeIn(period) === undefined,
  )
  return (
    <Page title={text.title} text={text.intro} actions={<Button onClick={() => print()}>{text.print}</Button>}>
      <PeriodPicker search={search} onChange={change} />
      {isValid && <Report search={search} onChange={change} />}
    </Page>
  )
}
