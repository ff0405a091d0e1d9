import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { LigneCommande } from '#generated/ecommerce/types.ts'
import { useFormat } from '../../locale/format.ts'
import { useText } from '../../locale/text.ts'
import { useCart } from '../../shop/cart.ts'
import { DeliveryAddress } from '../../shop/delivery-address.tsx'
import { productsById } from '../../shop/products.ts'
import { shopText } from '../../shop/text.ts'
import { Button } from '../../ui/button.tsx'
import { Empty, ErrorState, Loading } from '../../ui/states.tsx'
import type { Style } from './search.ts'
import { StyleChoice } from './style-choice.tsx'
import { checkoutText } from './text.ts'

type SummaryProps = { lines: readonly LigneCommande[]; onPlace: () => void }

const Summary = ({ lines, onPlace }: SummaryProps) => {
  const text = useText(checkoutText)
  const sharedText = useText(shopText)
  const { money } = useFormat()
  const { data: products } = useQuery(productsById(lines.map(({ produit_id }) => produit_id)))
  const amountOf = ({ produit_id, quantite }: LigneCommande): number =>
    quantite * (products?.get(produit_id)?.prix_cents ?? 0)
  return (
    <section className="panel" aria-labelledby="order">
      <h2 id="order">{text.order}</h2>
      {lines.map((line) => (
        <p key={line.produit_id} className="amount">
          <span>{`${line.quantite} × ${products?.get(line.produit_id)?.nom ?? sharedText.unnamed(line.produit_id)}`}</span>
          <span>{products && money(amountOf(line))}</span>
        </p>
      ))}
      <p className="amount" data-total="true">
        <span>{sharedText.total}</span>
        <span>{products && money(lines.reduce((sum, line) => sum + amountOf(line), 0))}</span>
      </p>
      <p className="muted">{text.priceNote}</p>
      <Button kind="primary" onClick={onPlace}>
        {text.place}
      </Button>
    </section>
  )
}

type Props = {
  style: Style
  onStyle: (style: Style) => void
  onPlace: (lines: readonly LigneCommande[]) => void
}

/** The last look before the order: address, style, lines, total. */
export const OrderForm = ({ style, onStyle, onPlace }: Props) => {
  const text = useText(checkoutText)
  const sharedText = useText(shopText)
  const { data, error, isPending, refetch } = useCart()
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (isPending) return <Loading />
  const browse = (
    <Link className="button" data-kind="primary" to="/boutique/produits">
      {sharedText.browse}
    </Link>
  )
  if (data.lignes.length === 0) return <Empty title={text.empty} action={browse} />
  return (
    <div className="with-panels">
      <div className="stack">
        <DeliveryAddress />
        <StyleChoice value={style} onValue={onStyle} />
      </div>
      <Summary lines={data.lignes} onPlace={() => onPlace(data.lignes)} />
    </div>
  )
}
