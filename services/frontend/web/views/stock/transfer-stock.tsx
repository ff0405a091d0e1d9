import { useQuery } from '@tanstack/react-query'
import { useText } from '../../locale/text.ts'
import { useShops } from '../../lookup/shops.ts'
import { FormDialog } from '../../ui/dialog.tsx'
import { notify } from '../../ui/toast.tsx'
import { Effect } from './effect.tsx'
import { MovementFailure, QuantityField, TargetField, useMovement } from './movement-fields.tsx'
import type { StockRow } from './pages.ts'
import { stockOfProduct, useTransfer } from './queries.ts'
import { stockText } from './text.ts'

type Props = { row: StockRow; shop: number | undefined; onClose: () => void }

/** Moves pieces from the central stock to a shop. It can't be undone, so the dialog shows both stocks before and after. */
export const TransferStock = ({ row: { produit_id, nom }, shop, onClose }: Props) => {
  const text = useText(stockText)
  const { nameOf } = useShops()
  const movement = useMovement(shop)
  const transfer = useTransfer()
  const { data } = useQuery(stockOfProduct(produit_id, movement.shop))
  const { quantity, shop: target } = movement
  const submit = (): void => {
    movement.check()
    if (quantity === undefined || target === undefined) return
    const onSuccess = (): void => {
      notify(text.transferred(quantity, nom, nameOf(target)))
      onClose()
    }
    transfer.mutate({ produit_id, magasin_id: target, quantite: quantity }, { onSuccess })
  }
  const moved = Math.min(quantity ?? 0, data?.central ?? 0)
  return (
    <FormDialog
      title={text.transferOf(nom)}
      text={text.transferText}
      action={text.transfer}
      busy={transfer.isPending}
      failure={transfer.error && <MovementFailure error={transfer.error} />}
      onSubmit={submit}
      onClose={onClose}
    >
      <TargetField movement={movement} />
      <QuantityField movement={movement} />
      {data && (
        <Effect
          title={text.effect}
          changes={[
            { place: text.centralStock, before: data.central, by: -moved },
            ...(target === undefined ? [] : [{ place: nameOf(target), before: data.local, by: moved }]),
          ]}
        />
      )}
    </FormDialog>
  )
}
