import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import type { Report } from '../../../answers/reports.ts'
import { useFormat } from '../../locale/format.ts'
import { useText } from '../../locale/text.ts'
import { changed, type SearchChange } from '../../shell/search.ts'
import { Button } from '../../ui/button.tsx'
import { ExportButton } from '../../ui/export-button.tsx'
import { Page } from '../../ui/page.tsx'
import { Section } from '../../ui/section.tsx'
import { Empty, ErrorState, Loading } from '../../ui/states.tsx'
import { Table } from '../../ui/table.tsx'
import { OpenReport } from './open-report.tsx'
import { P95History } from './p95-history.tsx'
import { reportList } from './queries.ts'
import { reportColumns } from './report-columns.tsx'
import './reports.css'
import type { ReportsSearch } from './search.ts'
import { reportsText } from './text.ts'

const route = getRouteApi('/back-office/scenarios')

type Props = { search: ReportsSearch; onChange: (change: SearchChange<ReportsSearch>) => void }

const ReportList = ({ search, onChange }: Props) => {
  const text = useText(reportsText)
  const format = useFormat()
  const { data, error, isPending, refetch } = useQuery(reportList)
  if (isPending) return <Loading />
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  const { isAvailable, reports, history } = data
  if (!isAvailable) return <Empty title={text.unavailable}>{text.unavailableText}</Empty>
  if (reports.length === 0) return <Empty title={text.none}>{text.noneText}</Empty>
  const columns = reportColumns(text, format, ({ id }: Report) => (
    <div className="row-actions">
      <Button kind="quiet" aria-label={text.openOf(id)} onClick={() => onChange({ open: id })}>
        {text.open}
      </Button>
    </div>
  ))
  return (
    <>
      <Section
        title={text.list}
        text={text.count(reports.length)}
        actions={<ExportButton name="reports" columns={columns} rows={() => reports} />}
      >
        <Table
          caption={text.list}
          columns={columns}
          rows={reports}
          rowId={({ id }) => id}
          order={search.tri}
          onOrder={(tri) => onChange({ tri })}
        />
      </Section>
      <P95History history={history} />
    </>
  )
}

/** The reports of past runs with their verdicts, one of them opened, and the history of the P95. */
export const ReportsView = () => {
  const text = useText(reportsText)
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const change: Props['onChange'] = (values) => void navigate({ search: (before) => changed(before, values) })
  if (search.open !== undefined)
    return <OpenReport key={search.open} id={search.open} onClose={() => change({ open: undefined })} />
  return (
    <Page title={text.title} text={text.intro}>
      <ReportList search={search} onChange={change} />
    </Page>
  )
}
