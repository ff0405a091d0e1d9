import { useQuery } from '@tanstack/react-query'
import type { MeilleurProduit } from '#generated/commandes/types.ts'
import { figuresText } from '../../figures/text.ts'
import { useFormat } from '../../locale/format.ts'
import { useText } from '../../locale/text.ts'
import { ExportButton } from '../../ui/export-button.tsx'
import { Section } from '../../ui/section.tsx'
import { Empty } from '../../ui/states.tsx'
import { type Column, type Order, Table } from '../../ui/table.tsx'
import { productNames } from './queries.ts'
import { reportText } from './text.ts'

type Ranked = MeilleurProduit & { readonly rank: number; readonly name: string }

const useColumns = (): readonly Column<Ranked>[] => {
  const text = useText(reportText)
  const figureText = useText(figuresText)
  const { money, number } = useFormat()
  return [
    { id: 'rang', title: text.rank, value: ({ rank }) => rank, align: 'end', isSortable: true },
    { id: 'numero', title: text.number, value: ({ produit_id }) => produit_id, align: 'end', isSortable: true },
    { id: 'nom', title: text.product, value: ({ name }) => name, isSortable: true, isWide: true },
    {
      id: 'quantite',
      title: text.pieces,
      value: ({ quantite }) => quantite,
      cell: ({ quantite }) => number(quantite),
      align: 'end',
      isSortable: true,
    },
    {
      id: 'chiffre_affaires',
      title: figureText.turnover,
      value: ({ chiffre_affaires_cents }) => chiffre_affaires_cents / 100,
      cell: ({ chiffre_affaires_cents }) => money(chiffre_affaires_cents),
      align: 'end',
      isSortable: true,
    },
    {
      id: 'disponible',
      title: text.remaining,
      value: ({ disponible }) => disponible,
      cell: ({ disponible }) => (disponible === null ? figureText.unknown : number(disponible)),
      align: 'end',
      isSortable: true,
    },
  ]
}

type Props = { products: readonly MeilleurProduit[]; order: Order; onOrder: (order: Order) => void }

/** The products with the highest turnover, and what remains of them. */
export const BestProducts = ({ products, order, onOrder }: Props) => {
  const text = useText(reportText)
  const columns = useColumns()
  const { data: names } = useQuery(productNames(products.map(({ produit_id }) => produit_id)))
  const rows = products.map((product, index) => ({
    ...product,
    rank: index + 1,
    name: names?.get(product.produit_id) ?? '',
  }))
  return (
    <Section
      title={text.best}
      text={text.bestText}
      actions={<ExportButton name="rapport-meilleurs-produits" columns={columns} rows={() => rows} />}
    >
      {rows.length === 0 ? (
        <Empty title={text.noBest} />
      ) : (
        <Table
          caption={text.best}
          columns={columns}
          rows={rows}
          rowId={({ produit_id }) => produit_id}
          order={order}
          onOrder={onOrder}
        />
      )}
    </Section>
  )
}
