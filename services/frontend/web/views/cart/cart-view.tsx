import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Produit } from '#generated/catalogue/types.ts'
import type { LigneCommande } from '#generated/ecommerce/types.ts'
import { useFormat } from '../../locale/format.ts'
import { useText } from '../../locale/text.ts'
import { useCart } from '../../shop/cart.ts'
import { DeliveryAddress } from '../../shop/delivery-address.tsx'
import { productsById } from '../../shop/products.ts'
import { shopText } from '../../shop/text.ts'
import { Page } from '../../ui/page.tsx'
import { Empty, ErrorState, Loading } from '../../ui/states.tsx'
import { CartLines } from './cart-lines.tsx'
import { cartText } from './text.ts'

type Props = { lines: readonly LigneCommande[]; products: ReadonlyMap<number, Produit> | undefined }

/** Cents are integers, so the sum is exact. */
const totalOf = ({ lines, products }: Props): number =>
  lines.reduce((sum, { produit_id, quantite }) => sum + quantite * (products?.get(produit_id)?.prix_cents ?? 0), 0)

const Summary = ({ lines, products }: Props) => {
  const text = useText(cartText)
  const sharedText = useText(shopText)
  const { money } = useFormat()
  const pieces = lines.reduce((sum, { quantite }) => sum + quantite, 0)
  return (
    <section className="panel" aria-labelledby="summary">
      <h2 id="summary">{text.summary}</h2>
      <p className="amount" data-total="true">
        <span>{`${sharedText.total}, ${sharedText.pieces(pieces)}`}</span>
        <span>{products && money(totalOf({ lines, products }))}</span>
      </p>
      <Link className="button" data-kind="primary" to="/boutique/commander">
        {text.checkOut}
      </Link>
      <Link className="button" to="/boutique/produits">
        {text.keepBrowsing}
      </Link>
    </section>
  )
}

const Lines = ({ lines }: { lines: readonly LigneCommande[] }) => {
  const { data, error, refetch } = useQuery(productsById(lines.map(({ produit_id }) => produit_id)))
  return (
    <div className="with-panels">
      <div className="stack">
        {error && <ErrorState error={error} onRetry={() => void refetch()} />}
        <CartLines lines={lines} products={data} />
      </div>
      <div className="stack">
        <Summary lines={lines} products={data} />
        <DeliveryAddress />
      </div>
    </div>
  )
}

const Content = () => {
  const text = useText(cartText)
  const sharedText = useText(shopText)
  const { data, error, isPending, refetch } = useCart()
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (isPending) return <Loading />
  if (data.lignes.length > 0) return <Lines lines={data.lignes} />
  const action = (
    <Link className="button" data-kind="primary" to="/boutique/produits">
      {sharedText.browse}
    </Link>
  )
  return (
    <Empty title={text.empty} action={action}>
      {text.emptyText}
    </Empty>
  )
}

/** The customer's cart: quantities, removal with undo, the total, and the delivery address. */
export const CartView = () => {
  const text = useText(cartText)
  return (
    <Page title={text.title}>
      <Content />
    </Page>
  )
}
