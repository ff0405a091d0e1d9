import type { Produit } from '#generated/catalogue/types.ts'
import { useFormat } from '../../locale/format.ts'
import { useText } from '../../locale/text.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import './shop.css'
import { shopProductsText } from './text.ts'

/** From this number on, the exact stock helps nobody to decide. */
const fewBelow = 10

const Stock = ({ pieces }: { pieces: number | undefined }) => {
  const text = useText(shopProductsText)
  if (pieces === undefined) return null
  if (pieces === 0) return <Badge kind="bad">{text.soldOut}</Badge>
  if (pieces < fewBelow) return <Badge kind="wait">{text.few(pieces)}</Badge>
  return <Badge kind="good">{text.inStock}</Badge>
}

type Props = {
  product: Produit
  /** Undefined if the stock isn't known. */
  stock: number | undefined
  inCart: number
  busy: boolean
  onAdd: () => void
}

/** A product on the shelf. */
export const ProductCard = ({ product, stock, inCart, busy, onAdd }: Props) => {
  const text = useText(shopProductsText)
  const { money } = useFormat()
  return (
    <li className="card">
      <div className="card-picture" data-category={product.categorie} aria-hidden="true">
        {product.nom.slice(0, 1)}
      </div>
      <div className="card-body">
        <span className="muted card-category">{product.categorie}</span>
        <h2 className="card-name">{product.nom}</h2>
        <div className="row card-line">
          <span className="card-price">{money(product.prix_cents)}</span>
          <Stock pieces={stock} />
        </div>
        <Button kind="primary" aria-label={text.addOf(product.nom)} disabled={busy || stock === 0} onClick={onAdd}>
          {text.add}
        </Button>
        <span className="muted card-note">{inCart > 0 && text.inCart(inCart)}</span>
      </div>
    </li>
  )
}
