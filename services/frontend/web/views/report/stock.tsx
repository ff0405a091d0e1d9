import type { StockRestant } from '#generated/commandes/types.ts'
import { figuresText } from '../../figures/text.ts'
import { useFormat } from '../../locale/format.ts'
import { useText } from '../../locale/text.ts'
import { ExportButton } from '../../ui/export-button.tsx'
import { Figure, Figures } from '../../ui/figure.tsx'
import { Section } from '../../ui/section.tsx'
import { reportText } from './text.ts'

type Row = { readonly title: string; readonly help: string; readonly value: number | null }

/** What remains in stock now. */
export const Stock = ({ stock }: { stock: StockRestant }) => {
  const text = useText(reportText)
  const figureText = useText(figuresText)
  const { number } = useFormat()
  const rows: readonly Row[] = [
    { title: text.central, help: text.centralMeaning, value: stock.central_pieces },
    { title: text.local, help: text.localMeaning, value: stock.magasins_pieces },
    { title: figureText.stockOuts, help: text.centralStockOutsMeaning, value: stock.ruptures },
  ]
  const columns = [
    { id: 'figure', title: text.figure, value: ({ title }: Row) => title },
    { id: 'value', title: text.value, value: ({ value }: Row) => value },
  ]
  return (
    <Section title={text.stock} actions={<ExportButton name="rapport-stock" columns={columns} rows={() => rows} />}>
      <Figures>
        {rows.map(({ title, help, value }) => (
          <Figure key={title} label={title} value={value === null ? figureText.unknown : number(value)} help={help} />
        ))}
      </Figures>
    </Section>
  )
}
