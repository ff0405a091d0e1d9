import type { Chiffres } from '#generated/commandes/types.ts'
import { Change } from '../../figures/change.tsx'
import { type ComparedShop, type Comparison, differenceOf, type Pair, perMilleOf } from '../../figures/comparison.ts'
import { figuresText } from '../../figures/text.ts'
import { type Format, useFormat } from '../../locale/format.ts'
import { type TextIn, useText } from '../../locale/text.ts'
import { ComparisonBars } from '../../ui/bars.tsx'
import { ExportButton } from '../../ui/export-button.tsx'
import { Section } from '../../ui/section.tsx'
import { type Column, type Order, Table } from '../../ui/table.tsx'
import { type ReportText, reportText } from './text.ts'

type FigureText = TextIn<typeof figuresText>
type Of = (figures: Chiffres) => number | null

const barsMax = 12

const turnoverOf: Of = ({ chiffre_affaires_cents }) => chiffre_affaires_cents
const salesOf: Of = ({ nombre_ventes }) => nombre_ventes
const basketOf: Of = ({ panier_moyen_cents }) => panier_moyen_cents
const before = (of: Of, shop: ComparedShop): number | null => (shop.before === undefined ? null : of(shop.before))
const pairOf = (shop: ComparedShop): Pair => ({ after: turnoverOf(shop.after), before: before(turnoverOf, shop) })

const scaled = (value: number | null, by: number): number | null => (value === null ? null : value / by)

const columnsOf = (text: ReportText, figureText: FigureText, format: Format): readonly Column<ComparedShop>[] => {
  const shown = (value: number | null, as: (value: number) => string): string =>
    value === null ? figureText.none : as(value)
  const column = (id: string, title: string, figureOf: (shop: ComparedShop) => number | null, isMoney = true) => ({
    id,
    title,
    value: (shop: ComparedShop) => scaled(figureOf(shop), isMoney ? 100 : 1),
    cell: (shop: ComparedShop) => shown(figureOf(shop), isMoney ? format.money : format.number),
    align: 'end' as const,
    isSortable: true,
  })
  return [
    { id: 'nom', title: text.shop, value: ({ nom }) => nom, isSortable: true, isWide: true },
    column('chiffre_affaires', figureText.turnover, (shop) => turnoverOf(shop.after)),
    column('chiffre_affaires_compare', text.turnoverBefore, (shop) => before(turnoverOf, shop)),
    {
      ...column('ecart', text.difference, (shop) => differenceOf(pairOf(shop))),
      cell: (shop) => shown(differenceOf(pairOf(shop)), format.moneyChange),
    },
    {
      id: 'evolution',
      title: text.change,
      value: (shop) => scaled(perMilleOf(pairOf(shop)), 10),
      cell: (shop) => <Change pair={pairOf(shop)} />,
      isSortable: true,
    },
    column('ventes', figureText.sales, (shop) => salesOf(shop.after), false),
    column('ventes_comparees', text.salesBefore, (shop) => before(salesOf, shop), false),
    column('panier_moyen', figureText.basket, (shop) => basketOf(shop.after)),
    column('panier_moyen_compare', text.basketBefore, (shop) => before(basketOf, shop)),
  ]
}

type Props = { comparison: Comparison; order: Order; onOrder: (order: Order) => void }

/** Every shop in both periods: as a chart of those with the highest turnover, and as a table. */
export const Shops = ({ comparison: { shops, period, before: other }, order, onOrder }: Props) => {
  const text = useText(reportText)
  const figureText = useText(figuresText)
  const format = useFormat()
  const columns = columnsOf(text, figureText, format)
  const exported = columns.map((one) => (one.id === 'evolution' ? { ...one, title: text.changePercent } : one))
  return (
    <Section
      title={text.shops}
      text={text.shopsText}
      actions={<ExportButton name="rapport-magasins" columns={exported} rows={() => shops} />}
    >
      <ComparisonBars
        title={text.shopsChart}
        legend={[
          text.thisPeriod(format.period(period.debut, period.fin)),
          text.otherPeriod(format.period(other.debut, other.fin)),
        ]}
        bars={shops.slice(0, barsMax).map((shop) => ({
          id: shop.magasin_id,
          label: shop.nom,
          value: shop.after.chiffre_affaires_cents,
          before: shop.before?.chiffre_affaires_cents ?? 0,
        }))}
        format={format.money}
      />
      <Table
        caption={text.shops}
        columns={columns}
        rows={shops}
        rowId={({ magasin_id }) => magasin_id}
        order={order}
        onOrder={onOrder}
      />
    </Section>
  )
}
