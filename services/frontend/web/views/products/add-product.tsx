import { useState } from 'react'
import { useText } from '../../locale/text.ts'
import { FormDialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { Failure } from '../../ui/states.tsx'
import { notify } from '../../ui/toast.tsx'
import { parsePrice } from './price.ts'
import { useAddProduct } from './queries.ts'
import { productsText } from './text.ts'

const skuPattern = /^(?=.{3,40}$)[A-Z0-9]+(-[A-Z0-9]+)*$/
const categoryPattern = /^(?=.{2,40}$)[a-z0-9]+(-[a-z0-9]+)*$/

const empty = { sku: '', name: '', category: '', price: '' }

/** Adds a product; it is on sale at once. */
export const AddProduct = ({ onClose }: { onClose: () => void }) => {
  const text = useText(productsText)
  const [form, setForm] = useState(empty)
  const [isChecked, setChecked] = useState(false)
  const add = useAddProduct()
  const price = parsePrice(form.price)
  const name = form.name.trim()
  const mistakes = {
    sku: skuPattern.test(form.sku) ? undefined : text.skuInvalid,
    name: name === '' ? text.nameInvalid : undefined,
    category: form.category === '' || categoryPattern.test(form.category) ? undefined : text.categoryInvalid,
    price: price === undefined ? text.priceInvalid : undefined,
  }
  const submit = (): void => {
    setChecked(true)
    if (price === undefined || Object.values(mistakes).some((mistake) => mistake !== undefined)) return
    const category = form.category === '' ? {} : { categorie: form.category }
    const onSuccess = (): void => {
      notify(text.added(name))
      onClose()
    }
    add.mutate({ sku: form.sku, nom: name, prix_cents: price, ...category }, { onSuccess })
  }
  const field = (key: keyof typeof empty) => ({
    value: form[key],
    onValue: (value: string) => setForm((before) => ({ ...before, [key]: value })),
    error: isChecked ? mistakes[key] : undefined,
    autoComplete: 'off',
  })
  return (
    <FormDialog
      title={text.add}
      text={text.addText}
      action={text.add}
      busy={add.isPending}
      failure={add.error && <Failure error={add.error} />}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField label={text.sku} hint={text.skuForm} maxLength={40} {...field('sku')} />
      <TextField label={text.name} maxLength={200} {...field('name')} />
      <TextField label={text.category} hint={text.categoryForm} maxLength={40} {...field('category')} />
      <TextField label={text.price} hint={text.priceForm} inputMode="decimal" {...field('price')} />
    </FormDialog>
  )
}
