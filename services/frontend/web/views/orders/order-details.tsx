import { useQuery } from '@tanstack/react-query'
import type { LigneVendue, Vente } from '#generated/commandes/types.ts'
import { useFormat } from '../../locale/format.ts'
import { useText } from '../../locale/text.ts'
import { productsById } from '../../shop/products.ts'
import { shopText } from '../../shop/text.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ExportButton } from '../../ui/export-button.tsx'
import { ErrorState, Loading } from '../../ui/states.tsx'
import { type Column, Table } from '../../ui/table.tsx'
import { uiText } from '../../ui/text.ts'
import { orderOf } from './queries.ts'
import { ordersText } from './text.ts'

const useColumns = (lines: readonly LigneVendue[]): readonly Column<LigneVendue>[] => {
  const text = useText(ordersText)
  const sharedText = useText(shopText)
  const { money } = useFormat()
  const { data } = useQuery(productsById(lines.map(({ produit_id }) => produit_id)))
  const amountOf = ({ quantite, prix_unitaire_cents }: LigneVendue): number => quantite * prix_unitaire_cents
  return [
    {
      id: 'produit',
      title: text.product,
      value: ({ produit_id }) => data?.get(produit_id)?.nom ?? sharedText.unnamed(produit_id),
    },
    { id: 'quantite', title: text.quantity, value: ({ quantite }) => quantite, align: 'end' },
    {
      id: 'prix',
      title: text.price,
      value: ({ prix_unitaire_cents }) => prix_unitaire_cents / 100,
      cell: ({ prix_unitaire_cents }) => money(prix_unitaire_cents),
      align: 'end',
    },
    {
      id: 'montant',
      title: text.amount,
      value: (line) => amountOf(line) / 100,
      cell: (line) => money(amountOf(line)),
      align: 'end',
    },
  ]
}

const Content = ({ sale, onClose }: { sale: Vente; onClose: () => void }) => {
  const text = useText(ordersText)
  const sharedText = useText(shopText)
  const ui = useText(uiText)
  const { money } = useFormat()
  const columns = useColumns(sale.lignes)
  const isCancelled = sale.etat === 'annulee'
  return (
    <div className="dialog-body">
      <div className="row">
        <Badge kind={isCancelled ? 'bad' : 'good'}>{isCancelled ? text.cancelled : text.placed}</Badge>
      </div>
      <Table caption={text.lines} columns={columns} rows={sale.lignes} rowId={({ produit_id }) => produit_id} />
      <p className="amount" data-total="true">
        <span>{sharedText.total}</span>
        <span>{money(sale.total_cents)}</span>
      </p>
      <div className="dialog-actions">
        <ExportButton name={`commande-${sale.commande_id}`} columns={columns} rows={() => sale.lignes} />
        <Button onClick={onClose}>{ui.close}</Button>
      </div>
    </div>
  )
}

/** One order with its lines, at the prices that were paid. */
export const OrderDetails = ({ id, onClose }: { id: string; onClose: () => void }) => {
  const text = useText(ordersText)
  const { data, error, isPending, refetch } = useQuery(orderOf(id))
  return (
    <Dialog title={text.detailsOf(id)} onClose={onClose} wide>
      {isPending && <Loading />}
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data && <Content sale={data} onClose={onClose} />}
    </Dialog>
  )
}
