import { useQuery } from '@tanstack/react-query'
import { useText } from '../../locale/text.ts'
import { useShops } from '../../lookup/shops.ts'
import { FormDialog } from '../../ui/dialog.tsx'
import { notify } from '../../ui/toast.tsx'
import { Effect } from './effect.tsx'
import { MovementFailure, QuantityField, TargetField, useMovement } from './movement-fields.tsx'
import type { StockRow } from './pages.ts'
import { stockOfProduct, useRequest } from './queries.ts'
import { stockText } from './text.ts'

type Props = { row: StockRow; shop: number | undefined; onClose: () => void }

/** Requests pieces for a shop; a manager decides. */
export const RequestStock = ({ row: { produit_id, nom }, shop, onClose }: Props) => {
  const text = useText(stockText)
  const { nameOf } = useShops()
  const movement = useMovement(shop)
  const request = useRequest()
  const { data } = useQuery(stockOfProduct(produit_id, movement.shop))
  const { quantity, shop: target } = movement
  const submit = (): void => {
    movement.check()
    if (quantity === undefined || target === undefined) return
    const onSuccess = (): void => {
      notify(text.requested(quantity, nom, nameOf(target)))
      onClose()
    }
    request.mutate({ produit_id, magasin_id: target, quantite: quantity }, { onSuccess })
  }
  return (
    <FormDialog
      title={text.requestOf(nom)}
      text={text.requestText}
      action={text.request}
      busy={request.isPending}
      failure={request.error && <MovementFailure error={request.error} />}
      onSubmit={submit}
      onClose={onClose}
    >
      <TargetField movement={movement} />
      <QuantityField movement={movement} />
      {data && target !== undefined && (
        <Effect
          title={text.requestEffect}
          changes={[{ place: nameOf(target), before: data.local, by: quantity ?? 0 }]}
        />
      )}
    </FormDialog>
  )
}
