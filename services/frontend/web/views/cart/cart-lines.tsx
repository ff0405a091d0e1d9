import { useQuery } from '@tanstack/react-query'
import type { Produit } from '#generated/catalogue/types.ts'
import type { LigneCommande } from '#generated/ecommerce/types.ts'
import { useFormat } from '../../locale/format.ts'
import { useText } from '../../locale/text.ts'
import { useAddToCart, useSetQuantity } from '../../shop/cart.ts'
import { stockOf } from '../../shop/products.ts'
import { shopText } from '../../shop/text.ts'
import { Button } from '../../ui/button.tsx'
import { describeFailure } from '../../ui/failure.ts'
import { uiText } from '../../ui/text.ts'
import { notify, notifyFailure } from '../../ui/toast.tsx'
import './cart.css'
import { cartText } from './text.ts'

type Change = { set: (quantity: number) => void; remove: () => void; busy: boolean }

const useLine = ({ produit_id, quantite }: LigneCommande, name: string): Change => {
  const text = useText(cartText)
  const ui = useText(uiText)
  const change = useSetQuantity()
  const add = useAddToCart()
  const onError = (error: Error): void => notifyFailure(describeFailure(error, ui))
  const undo = (): void => add.mutate({ produit_id, quantite }, { onError })
  return {
    busy: change.isPending,
    set: (quantity) => change.mutate({ produit_id, quantite: quantity }, { onError }),
    remove: () => {
      const onSuccess = (): void => notify(text.removed(name), { label: ui.undo, run: undo })
      // A callback of mutate() isn't called once the line has gone, so this waits for the promise.
      change.mutateAsync({ produit_id, quantite: 0 }).then(onSuccess, onError)
    },
  }
}

const Quantity = ({ name, quantity, change }: { name: string; quantity: number; change: Change }) => {
  const text = useText(cartText)
  return (
    <fieldset className="quantity" aria-label={text.quantity(name)}>
      <Button
        aria-label={text.less(name)}
        disabled={change.busy || quantity <= 1}
        onClick={() => change.set(quantity - 1)}
      >
        {'−'}
      </Button>
      <output className="numeric">{quantity}</output>
      <Button aria-label={text.more(name)} disabled={change.busy} onClick={() => change.set(quantity + 1)}>
        {'+'}
      </Button>
    </fieldset>
  )
}

const Warning = ({ product, short }: { product: Produit | undefined; short: number | undefined }) => {
  const text = useText(cartText)
  if (product?.actif === false) return <p className="notice">{text.archived}</p>
  return short === undefined ? null : <p className="notice">{text.short(short)}</p>
}

type LineProps = { line: LigneCommande; product: Produit | undefined; stock: number | undefined }

const Line = ({ line, product, stock }: LineProps) => {
  const text = useText(cartText)
  const sharedText = useText(shopText)
  const { money } = useFormat()
  const name = product?.nom ?? sharedText.unnamed(line.produit_id)
  const change = useLine(line, name)
  return (
    <li className="cart-line">
      <div className="cart-name">
        <h2>{name}</h2>
        {product && <span className="muted">{text.each(money(product.prix_cents))}</span>}
      </div>
      <Quantity name={name} quantity={line.quantite} change={change} />
      <span className="cart-amount">{product && money(product.prix_cents * line.quantite)}</span>
      <Button kind="quiet" aria-label={text.removeOf(name)} disabled={change.busy} onClick={change.remove}>
        {text.remove}
      </Button>
      <Warning product={product} short={stock !== undefined && stock < line.quantite ? stock : undefined} />
    </li>
  )
}

type Props = { lines: readonly LigneCommande[]; products: ReadonlyMap<number, Produit> | undefined }

/** The lines of the cart, with their quantities and amounts. */
export const CartLines = ({ lines, products }: Props) => {
  const text = useText(cartText)
  const { data: stock } = useQuery(stockOf(lines.map(({ produit_id }) => produit_id)))
  return (
    <ul className="cart" aria-label={text.lines}>
      {lines.map((line) => (
        <Line
          key={line.produit_id}
          line={line}
          product={products?.get(line.produit_id)}
          stock={stock?.get(line.produit_id)}
        />
      ))}
    </ul>
  )
}
