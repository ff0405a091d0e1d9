import type { Chiffres } from '#generated/commandes/types.ts'
import { Change } from '../../figures/change.tsx'
import { type Comparison, differenceOf, type Pair, perMilleOf } from '../../figures/comparison.ts'
import { figuresText } from '../../figures/text.ts'
import { useFormat } from '../../locale/format.ts'
import { useText } from '../../locale/text.ts'
import { ExportButton } from '../../ui/export-button.tsx'
import { Figure, Figures } from '../../ui/figure.tsx'
import { Section } from '../../ui/section.tsx'
import type { Column } from '../../ui/table.tsx'
import { type ReportText, reportText } from './text.ts'

type Total = Pair & { readonly title: string; readonly help: string; readonly isMoney: boolean }

/** Money is exported in dollars. */
const exported = ({ isMoney }: Total, value: number | null): number | null =>
  value !== null && isMoney ? value / 100 : value

const columnsOf = (text: ReportText): readonly Column<Total>[] => [
  { id: 'figure', title: text.figure, value: ({ title }) => title },
  { id: 'period', title: text.inPeriod, value: (total) => exported(total, total.after) },
  { id: 'other', title: text.inOther, value: (total) => exported(total, total.before) },
  { id: 'difference', title: text.difference, value: (total) => exported(total, differenceOf(total)) },
  {
    id: 'change',
    title: text.changePercent,
    value: (total) => {
      const perMille = perMilleOf(total)
      return perMille === null ? null : perMille / 10
    },
  },
]

const useTotals = ({ totals }: Comparison): readonly Total[] => {
  const figureText = useText(figuresText)
  const pairOf = (of: (figures: Chiffres) => number | null): Pair => ({
    after: of(totals.after),
    before: of(totals.before),
  })
  return [
    {
      title: figureText.turnover,
      help: figureText.turnoverMeaning,
      isMoney: true,
      ...pairOf(({ chiffre_affaires_cents }) => chiffre_affaires_cents),
    },
    {
      title: figureText.sales,
      help: figureText.salesMeaning,
      isMoney: false,
      ...pairOf(({ nombre_ventes }) => nombre_ventes),
    },
    {
      title: figureText.basket,
      help: figureText.basketMeaning,
      isMoney: true,
      ...pairOf(({ panier_moyen_cents }) => panier_moyen_cents),
    },
  ]
}

/** The totals of both periods side by side, each with its difference, its change and its meaning. */
export const Totals = ({ comparison }: { comparison: Comparison }) => {
  const text = useText(reportText)
  const figureText = useText(figuresText)
  const { money, number, moneyChange, numberChange } = useFormat()
  const totals = useTotals(comparison)
  const shown = ({ isMoney }: Total, value: number | null): string =>
    value === null ? figureText.none : isMoney ? money(value) : number(value)
  const shownDifference = (total: Total): string => {
    const difference = differenceOf(total)
    return difference === null ? '' : total.isMoney ? moneyChange(difference) : numberChange(difference)
  }
  return (
    <Section
      title={text.totals}
      actions={<ExportButton name="rapport-totaux" columns={columnsOf(text)} rows={() => totals} />}
    >
      <Figures>
        {totals.map((total) => (
          <Figure key={total.title} label={total.title} value={shown(total, total.after)} help={total.help}>
            <Change pair={total} />{' '}
            <span className="muted numeric">
              {shownDifference(total)} ({text.before(shown(total, total.before))})
            </span>
          </Figure>
        ))}
      </Figures>
    </Section>
  )
}
