import { useQuery } from '@tanstack/react-query'
import type { TableCheckout } from '#generated/event-store/types.ts'
import { useFormat } from '../../locale/format.ts'
import { useText } from '../../locale/text.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { ExportButton } from '../../ui/export-button.tsx'
import { Section } from '../../ui/section.tsx'
import { ErrorState, Failure, Loading } from '../../ui/states.tsx'
import { type Column, Table } from '../../ui/table.tsx'
import { AgreementNotice } from './agreement-notice.tsx'
import { type AllRows, rowsOf, type ServiceRows } from './detail-queries.ts'
import { rowsText } from './rows-text.ts'
import './service-rows.css'

type Line = TableCheckout['lignes'][number]

/** More rows than this are easier to compare as a table. */
const listedMax = 2

const isLong = ({ lignes }: TableCheckout): boolean => lignes.length > listedMax

const Listed = ({ line }: { line: Line }) => (
  <dl className="db-row">
    {line
      .filter(({ valeur }) => valeur !== null)
      .map(({ colonne, valeur }) => (
        <div key={colonne}>
          <dt>{colonne}</dt>
          <dd>{valeur}</dd>
        </div>
      ))}
  </dl>
)

const cellOf = (line: Line, column: string): string | null =>
  line.find(({ colonne }) => colonne === column)?.valeur ?? null

/** Columns in which no row has a value are left out. */
const columnsOf = (lines: readonly Line[]): readonly Column<Line>[] =>
  (lines[0] ?? [])
    .map(({ colonne }) => colonne)
    .filter((column) => lines.some((line) => cellOf(line, column) !== null))
    .map((column) => ({ id: column, title: column, value: (line) => cellOf(line, column), isShort: true }))

const Rows = ({ table }: { table: TableCheckout }) => {
  const text = useText(rowsText)
  const { lignes } = table
  return (
    <div className="db-table">
      <h4>
        <code>{table.table}</code> <span className="muted">{text.count(lignes.length)}</span>
      </h4>
      <p className="muted" lang="en">
        {table.sens}
      </p>
      {isLong(table) ? (
        <Table caption={table.table} columns={columnsOf(lignes)} rows={lignes} rowId={(line) => lignes.indexOf(line)} />
      ) : (
        lignes.map((line) => <Listed key={lignes.indexOf(line)} line={line} />)
      )}
    </div>
  )
}

const Service = ({ one: { service, rows, error }, isAccused }: { one: ServiceRows; isAccused: boolean }) => {
  const text = useText(rowsText)
  const found = rows?.tables.filter(({ lignes }) => lignes.length > 0) ?? []
  const empty = rows?.tables.filter(({ lignes }) => lignes.length === 0) ?? []
  return (
    <section className="db-service" aria-label={service} data-accused={isAccused} data-wide={found.some(isLong)}>
      <h3 className="row">
        {service}
        {isAccused && <Badge kind="bad">{text.contradicts}</Badge>}
      </h3>
      {rows === undefined && <Failure error={error} />}
      {rows !== undefined && found.length === 0 && <p className="muted">{text.empty}</p>}
      {found.map((table) => (
        <Rows key={table.table} table={table} />
      ))}
      {found.length > 0 && empty.length > 0 && (
        <p className="muted">{text.withoutRows(empty.map(({ table }) => table).join(', '))}</p>
      )}
    </section>
  )
}

type Cell = { service: string; table: string; row: number; column: string; value: string | null }

const cellsOf = ({ services }: AllRows): Cell[] =>
  services.flatMap(({ service, rows }) =>
    (rows?.tables ?? []).flatMap(({ table, lignes }) =>
      lignes.flatMap((line, index) =>
        line.map(({ colonne, valeur }) => ({ service, table, row: index + 1, column: colonne, value: valeur })),
      ),
    ),
  )

const useExported = (): readonly Column<Cell>[] => {
  const text = useText(rowsText)
  return [
    { id: 'service', title: text.service, value: ({ service }) => service },
    { id: 'table', title: text.table, value: ({ table }) => table },
    { id: 'row', title: text.row, value: ({ row }) => row },
    { id: 'column', title: text.column, value: ({ column }) => column },
    { id: 'value', title: text.value, value: ({ value }) => value },
  ]
}

/** What each service's database holds for this checkout right now, and whether the services agree about it. */
export const ServiceRowsOf = ({ id, isRunning }: { id: string; isRunning: boolean }) => {
  const text = useText(rowsText)
  const columns = useExported()
  const { dateTime } = useFormat()
  const { data, error, isPending, isFetching, refetch } = useQuery(rowsOf(id, isRunning))
  const accused = new Set(data?.agreement.disagreements.flatMap(({ services }) => services))
  return (
    <Section
      title={text.title}
      text={data && text.readAt(dateTime(new Date(data.readAtMs).toISOString()))}
      actions={
        <>
          <Button kind="quiet" disabled={isFetching} onClick={() => void refetch()}>
            {text.readAgain}
          </Button>
          {data && <ExportButton name={`bases-${id}`} columns={columns} rows={() => cellsOf(data)} />}
        </>
      }
    >
      {isPending && <Loading />}
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data && <AgreementNotice agreement={data.agreement} />}
      {data && (
        <div className="db-services">
          {data.services.map((one) => (
            <Service key={one.service} one={one} isAccused={accused.has(one.service)} />
          ))}
        </div>
      )}
    </Section>
  )
}
