import type { ReactNode } from 'react'
import type { Produit } from '#generated/catalogue/types.ts'
import type { Format } from '../../locale/format.ts'
import { Badge } from '../../ui/badge.tsx'
import type { Column } from '../../ui/table.tsx'
import type { ProductsText } from './text.ts'

/** The columns of the list; `actions` renders the buttons of a product. */
export const productColumns = (
  text: ProductsText,
  { money }: Format,
  actions: (product: Produit) => ReactNode,
): readonly Column<Produit>[] => [
  { id: 'numero', title: text.number, value: ({ produit_id }) => produit_id, align: 'end', isSortable: true },
  { id: 'sku', title: text.sku, value: ({ sku }) => sku, cell: ({ sku }) => <code>{sku}</code>, isSortable: true },
  { id: 'nom', title: text.name, value: ({ nom }) => nom, isSortable: true, isWide: true },
  { id: 'categorie', title: text.category, value: ({ categorie }) => categorie, isSortable: true },
  {
    id: 'prix',
    title: text.price,
    value: ({ prix_cents }) => prix_cents / 100,
    cell: ({ prix_cents }) => money(prix_cents),
    align: 'end',
    isSortable: true,
  },
  {
    id: 'etat',
    title: text.state,
    value: ({ actif }) => (actif ? text.onSale : text.archived),
    cell: ({ actif }) => <Badge kind={actif ? 'good' : 'plain'}>{actif ? text.onSale : text.archived}</Badge>,
  },
  { id: 'actions', title: '', value: () => null, cell: actions },
]
