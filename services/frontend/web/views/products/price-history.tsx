import { useInfiniteQuery } from '@tanstack/react-query'
import type { PrixHistorique } from '#generated/catalogue/types.ts'
import { type Format, useFormat } from '../../locale/format.ts'
import { useText } from '../../locale/text.ts'
import { Button } from '../../ui/button.tsx'
import { StepChart } from '../../ui/chart.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ExportButton } from '../../ui/export-button.tsx'
import { ErrorState, Loading } from '../../ui/states.tsx'
import { type Column, Table } from '../../ui/table.tsx'
import { uiText } from '../../ui/text.ts'
import { priceHistory } from './queries.ts'
import { type ProductsText, productsText } from './text.ts'

const columnsOf = (text: ProductsText, { money, dateTime }: Format): readonly Column<PrixHistorique>[] => [
  { id: 'version', title: text.number, value: ({ version }) => version, align: 'end' },
  {
    id: 'since',
    title: text.since,
    value: ({ depuis }) => depuis,
    cell: ({ depuis }) => <time dateTime={depuis}>{dateTime(depuis)}</time>,
  },
  {
    id: 'price',
    title: text.price,
    value: ({ prix_cents }) => prix_cents / 100,
    cell: ({ prix_cents }) => money(prix_cents),
    align: 'end',
  },
  { id: 'by', title: text.by, value: ({ par }) => par, cell: ({ par }) => <code>{par}</code> },
]

/** Every price of a product: as a chart, and as a table. */
export const PriceHistory = ({ id, name, onClose }: { id: number; name: string; onClose: () => void }) => {
  const text = useText(productsText)
  const ui = useText(uiText)
  const format = useFormat()
  const history = useInfiniteQuery(priceHistory(id))
  const prices = history.data?.pages.flatMap(({ elements }) => elements) ?? []
  const columns = columnsOf(text, format)
  return (
    <Dialog title={text.historyOf(name)} onClose={onClose} wide>
      {history.isPending && <Loading />}
      {history.error && <ErrorState error={history.error} onRetry={() => void history.refetch()} />}
      {history.data && (
        <div className="dialog-body">
          <StepChart
            title={text.historyOf(name)}
            points={prices.map(({ depuis, prix_cents }) => ({ atMs: Date.parse(depuis), value: prix_cents }))}
            formatValue={format.money}
            formatTime={(atMs) => format.date(new Date(atMs).toISOString())}
          >
            <Table caption={text.historyOf(name)} columns={columns} rows={prices} rowId={({ version }) => version} />
          </StepChart>
          <div className="dialog-actions">
            {history.hasNextPage && <Button onClick={() => void history.fetchNextPage()}>{text.more}</Button>}
            <ExportButton name={`prix-${id}`} columns={columns} rows={() => prices} />
            <Button onClick={onClose}>{ui.close}</Button>
          </div>
        </div>
      )}
    </Dialog>
  )
}
