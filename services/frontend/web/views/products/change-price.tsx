import { useState } from 'react'
import type { Produit } from '#generated/catalogue/types.ts'
import { moneyInput, useFormat } from '../../locale/format.ts'
import { useText } from '../../locale/text.ts'
import { FormDialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { Failure } from '../../ui/states.tsx'
import { uiText } from '../../ui/text.ts'
import { notify, notifyFailure } from '../../ui/toast.tsx'
import { parsePrice } from './price.ts'
import { useChangePrice } from './queries.ts'
import { productsText } from './text.ts'

/** Changes a price. The notification afterwards offers to set the previous price again. */
export const ChangePrice = ({ product, onClose }: { product: Produit; onClose: () => void }) => {
  const text = useText(productsText)
  const ui = useText(uiText)
  const { money } = useFormat()
  const [typed, setTyped] = useState(moneyInput(product.prix_cents))
  const [isChecked, setChecked] = useState(false)
  const change = useChangePrice()
  const { produit_id, nom } = product
  const price = parsePrice(typed)
  const mistake = price === undefined ? text.priceInvalid : price === product.prix_cents ? text.priceSame : undefined

  const undo = (): void =>
    change.mutate(
      { produit_id, prix_cents: product.prix_cents },
      {
        onSuccess: () => notify(text.priceChanged(nom, money(product.prix_cents))),
        onError: () => notifyFailure(ui.actionFailed),
      },
    )
  const submit = (): void => {
    setChecked(true)
    if (price === undefined || mistake !== undefined) return
    const onSuccess = (): void => {
      notify(text.priceChanged(nom, money(price)), { label: ui.undo, run: undo })
      onClose()
    }
    change.mutate({ produit_id, prix_cents: price }, { onSuccess })
  }
  return (
    <FormDialog
      title={text.changePriceOf(nom)}
      text={text.changePriceText(money(product.prix_cents))}
      action={text.changePrice}
      busy={change.isPending}
      failure={change.error && <Failure error={change.error} />}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField
        label={text.newPrice}
        hint={text.priceForm}
        inputMode="decimal"
        autoComplete="off"
        value={typed}
        onValue={setTyped}
        error={isChecked ? mistake : undefined}
      />
    </FormDialog>
  )
}
