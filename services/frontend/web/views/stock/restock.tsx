import { useQuery } from '@tanstack/react-query'
import { useText } from '../../locale/text.ts'
import { FormDialog } from '../../ui/dialog.tsx'
import { notify } from '../../ui/toast.tsx'
import { Effect } from './effect.tsx'
import { MovementFailure, QuantityField, useMovement } from './movement-fields.tsx'
import type { StockRow } from './pages.ts'
import { stockOfProduct, useRestock } from './queries.ts'
import { stockText } from './text.ts'

/** Adds delivered pieces to the central stock. */
export const Restock = ({ row: { produit_id, nom }, onClose }: { row: StockRow; onClose: () => void }) => {
  const text = useText(stockText)
  const movement = useMovement(undefined)
  const restock = useRestock()
  const { data } = useQuery(stockOfProduct(produit_id, undefined))
  const { quantity } = movement
  const submit = (): void => {
    movement.check()
    if (quantity === undefined) return
    restock.mutate(
      { produit_id, quantite: quantity },
      {
        onSuccess: ({ disponible }) => {
          notify(text.restocked(disponible, nom))
          onClose()
        },
      },
    )
  }
  return (
    <FormDialog
      title={text.restockOf(nom)}
      text={text.restockText}
      action={text.restock}
      busy={restock.isPending}
      failure={restock.error && <MovementFailure error={restock.error} />}
      onSubmit={submit}
      onClose={onClose}
    >
      <QuantityField movement={movement} />
      {data && (
        <Effect title={text.effect} changes={[{ place: text.centralStock, before: data.central, by: quantity ?? 0 }]} />
      )}
    </FormDialog>
  )
}
