import type { ReactNode } from 'react'
import type { IndicateursMagasin } from '#generated/commandes/types.ts'
import { EvolutionTrend } from '../../figures/evolution.tsx'
import type { figuresText } from '../../figures/text.ts'
import type { Format } from '../../locale/format.ts'
import type { TextIn } from '../../locale/text.ts'
import type { Column } from '../../ui/table.tsx'
import type { IndicatorsText } from './text.ts'

type Texts = { text: IndicatorsText; figureText: TextIn<typeof figuresText> }

const inMoney = (cents: number | null): number | null => (cents === null ? null : cents / 100)

/** The columns of the table; `actions` renders the link to the sales of a shop. */
export const indicatorColumns = (
  { text, figureText }: Texts,
  { money, number }: Format,
  actions: (shop: IndicateursMagasin) => ReactNode,
): readonly Column<IndicateursMagasin>[] => [
  { id: 'nom', title: text.shop, value: ({ nom }) => nom, isSortable: true },
  {
    id: 'chiffre_affaires',
    title: figureText.turnover,
    value: ({ chiffres }) => chiffres.chiffre_affaires_cents / 100,
    cell: ({ chiffres }) => money(chiffres.chiffre_affaires_cents),
    align: 'end',
    isSortable: true,
  },
  {
    id: 'evolution',
    title: text.trend,
    value: ({ evolution: { pour_mille } }) => (pour_mille === null ? null : pour_mille / 10),
    cell: ({ evolution }) => <EvolutionTrend evolution={evolution} />,
    isSortable: true,
  },
  {
    id: 'chiffre_affaires_precedent',
    title: text.turnoverBefore,
    value: ({ chiffres_precedents }) => chiffres_precedents.chiffre_affaires_cents / 100,
    cell: ({ chiffres_precedents }) => money(chiffres_precedents.chiffre_affaires_cents),
    align: 'end',
    isSortable: true,
  },
  {
    id: 'ventes',
    title: figureText.sales,
    value: ({ chiffres }) => chiffres.nombre_ventes,
    cell: ({ chiffres }) => number(chiffres.nombre_ventes),
    align: 'end',
    isSortable: true,
  },
  {
    id: 'panier_moyen',
    title: figureText.basket,
    value: ({ chiffres }) => inMoney(chiffres.panier_moyen_cents),
    cell: ({ chiffres: { panier_moyen_cents } }) =>
      panier_moyen_cents === null ? figureText.none : money(panier_moyen_cents),
    align: 'end',
    isSortable: true,
  },
  {
    id: 'ruptures',
    title: figureText.stockOuts,
    value: ({ ruptures }) => ruptures,
    cell: ({ ruptures }) => (ruptures === null ? figureText.unknown : number(ruptures)),
    align: 'end',
    isSortable: true,
  },
  { id: 'actions', title: '', value: () => null, cell: actions },
]

/** The columns of the export: a percentage needs its unit in its title. */
export const exported = (
  columns: readonly Column<IndicateursMagasin>[],
  text: IndicatorsText,
): readonly Column<IndicateursMagasin>[] =>
  columns.map((column) => (column.id === 'evolution' ? { ...column, title: text.trendPercent } : column))
