import { useState } from 'react'
import type { AdresseLivraison } from '#generated/ecommerce/types.ts'
import { useLocale } from '../locale/locale.ts'
import { useText } from '../locale/text.ts'
import { Button } from '../ui/button.tsx'
import { FormDialog } from '../ui/dialog.tsx'
import { ErrorState, Failure, Loading } from '../ui/states.tsx'
import { uiText } from '../ui/text.ts'
import { notify, notifyFailure } from '../ui/toast.tsx'
import { useChangeAddress, useCustomer } from './address.ts'
import { AddressFields, isComplete, trimmed } from './address-fields.tsx'
import './panel.css'
import { shopText } from './text.ts'

const ChangeAddress = ({ before, onClose }: { before: AdresseLivraison; onClose: () => void }) => {
  const text = useText(shopText)
  const ui = useText(uiText)
  const [address, setAddress] = useState(before)
  const [isChecked, setChecked] = useState(false)
  const change = useChangeAddress()
  const undo = (): void =>
    change.mutate(before, {
      onSuccess: () => notify(text.addressChanged),
      onError: () => notifyFailure(ui.actionFailed),
    })
  const submit = (): void => {
    setChecked(true)
    if (!isComplete(address)) return
    const onSuccess = (): void => {
      notify(text.addressChanged, { label: ui.undo, run: undo })
      onClose()
    }
    change.mutate(trimmed(address), { onSuccess })
  }
  return (
    <FormDialog
      title={text.changeAddress}
      text={text.changeAddressText}
      action={text.saveAddress}
      busy={change.isPending}
      failure={change.error && <Failure error={change.error} />}
      onSubmit={submit}
      onClose={onClose}
    >
      <AddressFields address={address} onChange={setAddress} isChecked={isChecked} />
    </FormDialog>
  )
}

/** Where the customer's orders are delivered, with a button that changes it. */
export const DeliveryAddress = () => {
  const text = useText(shopText)
  const names = new Intl.DisplayNames(useLocale(), { type: 'region' })
  const [isChanging, setChanging] = useState(false)
  const { data, error, isPending, refetch } = useCustomer()
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (isPending) return <Loading />
  const { nom, adresse_livraison: address } = data
  return (
    <section className="panel" aria-labelledby="delivery-address">
      <div className="panel-head">
        <h2 id="delivery-address">{text.deliverTo}</h2>
        <Button kind="quiet" onClick={() => setChanging(true)}>
          {text.changeAddress}
        </Button>
      </div>
      <address className="address">
        <span>{nom}</span>
        <span>{address.rue}</span>
        <span>{`${address.code_postal} ${address.ville}`}</span>
        <span>{names.of(address.pays)}</span>
      </address>
      {isChanging && <ChangeAddress before={address} onClose={() => setChanging(false)} />}
    </section>
  )
}
