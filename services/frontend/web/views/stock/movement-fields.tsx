import { useState } from 'react'
import type { Problem } from '#sdk/problems.ts'
import { Refused } from '#sdk/problems.ts'
import { useText } from '../../locale/text.ts'
import { useShops } from '../../lookup/shops.ts'
import { SelectField, TextField } from '../../ui/field.tsx'
import { Failure } from '../../ui/states.tsx'
import { stockText } from './text.ts'

const quantityMax = 1_000_000

/** The quantity and the shop of a movement, as a person enters them. */
export const useMovement = (initialShop: number | undefined) => {
  const [typed, setTyped] = useState('')
  const [shop, setShop] = useState(initialShop)
  const [isChecked, setChecked] = useState(false)
  const parsed = /^\s*\d{1,7}\s*$/.test(typed) ? Number(typed) : 0
  const quantity = parsed >= 1 && parsed <= quantityMax ? parsed : undefined
  return { typed, setTyped, shop, setShop, quantity, isChecked, check: () => setChecked(true) }
}

type Movement = ReturnType<typeof useMovement>

export const QuantityField = ({ movement: { typed, setTyped, quantity, isChecked } }: { movement: Movement }) => {
  const text = useText(stockText)
  return (
    <TextField
      label={text.quantity}
      hint={text.quantityForm}
      inputMode="numeric"
      autoComplete="off"
      value={typed}
      onValue={setTyped}
      error={isChecked && quantity === undefined ? text.quantityInvalid : undefined}
    />
  )
}

export const TargetField = ({ movement: { shop, setShop, isChecked } }: { movement: Movement }) => {
  const text = useText(stockText)
  const { options } = useShops()
  return (
    <SelectField
      label={text.shop}
      value={String(shop ?? '')}
      onValue={(value) => setShop(value === '' ? undefined : Number(value))}
      options={[['', text.chooseShop], ...options]}
      error={isChecked && shop === undefined ? text.shopInvalid : undefined}
    />
  )
}

/** Why a movement was refused, in the words of this view. */
export const MovementFailure = ({ error }: { error: unknown }) => {
  const text = useText(stockText)
  if (!(error instanceof Refused)) return <Failure error={error} />
  const problem: Problem = error.problem
  switch (problem.type) {
    case 'urn:sagabench:problem:stock-insuffisant':
      return <p className="notice">{text.tooLittle(problem.lignes[0]?.disponible ?? 0)}</p>
    case 'urn:sagabench:problem:produit-inconnu':
      return <p className="notice">{text.neverDelivered}</p>
    case 'urn:sagabench:problem:magasin-inconnu':
      return <p className="notice">{text.unknownShop}</p>
    default:
      return <Failure error={error} />
  }
}
