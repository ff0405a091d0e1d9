import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useCallback, useState } from 'react'
import type { Produit } from '#generated/catalogue/types.ts'
import { Refused } from '#sdk/problems.ts'
import { useText } from '../../locale/text.ts'
import { boutique } from '../../shell/api.ts'
import { LogInDialog } from '../../shell/log-in.tsx'
import { changed, type SearchChange } from '../../shell/search.ts'
import { useAddToCart, useCart, useCartSize, useSetQuantity } from '../../shop/cart.ts'
import { useCustomerId } from '../../shop/customer.ts'
import { stockOf } from '../../shop/products.ts'
import { shopText } from '../../shop/text.ts'
import { describeFailure } from '../../ui/failure.ts'
import { Page } from '../../ui/page.tsx'
import { Pager } from '../../ui/pager.tsx'
import { Empty, ErrorState, Loading } from '../../ui/states.tsx'
import { uiText } from '../../ui/text.ts'
import { notify, notifyFailure } from '../../ui/toast.tsx'
import { ProductCard } from './product-card.tsx'
import { shopPage } from './queries.ts'
import type { ShopSearch } from './search.ts'
import { ShopFilters } from './shop-filters.tsx'
import { shopProductsText } from './text.ts'

const route = getRouteApi('/boutique/produits')

type Change = SearchChange<ShopSearch>

/** Adds a piece, and offers to take it back. */
const useAdd = () => {
  const text = useText(shopProductsText)
  const ui = useText(uiText)
  const add = useAddToCart()
  const set = useSetQuantity()
  const reasonOf = (error: Error): string => {
    if (!(error instanceof Refused)) return describeFailure(error, ui)
    const reasons: Readonly<Record<string, string>> = {
      'urn:sagabench:problem:panier-plein': text.cartFull,
      'urn:sagabench:problem:produit-indisponible': text.unavailable,
    }
    return reasons[error.problem.type] ?? describeFailure(error, ui)
  }
  const run = ({ produit_id, nom }: Produit): void =>
    add.mutate(
      { produit_id, quantite: 1 },
      {
        onSuccess: ({ lignes }) => {
          const before = (lignes.find((line) => line.produit_id === produit_id)?.quantite ?? 1) - 1
          const undo = (): void =>
            set.mutate({ produit_id, quantite: before }, { onError: (error) => notifyFailure(reasonOf(error)) })
          notify(text.added(nom), { label: ui.undo, run: undo })
        },
        onError: (error) => notifyFailure(reasonOf(error)),
      },
    )
  return { run, busy: add.isPending || set.isPending }
}

const Shelf = ({ products }: { products: readonly Produit[] }) => {
  const text = useText(shopProductsText)
  const customer = useCustomerId()
  const cart = useCart().data?.lignes ?? []
  const stock = useQuery(stockOf(products.map(({ produit_id }) => produit_id))).data
  const add = useAdd()
  const [wanted, setWanted] = useState<Produit>()
  return (
    <>
      <ul className="shelf">
        {products.map((product) => (
          <ProductCard
            key={product.produit_id}
            product={product}
            stock={stock?.get(product.produit_id)}
            inCart={cart.find(({ produit_id }) => produit_id === product.produit_id)?.quantite ?? 0}
            busy={add.busy}
            onAdd={() => (customer === undefined ? setWanted(product) : add.run(product))}
          />
        ))}
      </ul>
      {wanted && (
        <LogInDialog
          api={boutique}
          why={text.logInFirst(wanted.nom)}
          onClose={() => setWanted(undefined)}
          onDone={() => {
            setWanted(undefined)
            add.run(wanted)
          }}
        />
      )}
    </>
  )
}

const Products = ({ search, onChange }: { search: ShopSearch; onChange: (change: Change) => void }) => {
  const text = useText(shopProductsText)
  const { data, error, isPending, refetch } = useQuery(shopPage(search))
  if (isPending) return <Loading />
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  const { elements: products, curseur_suivant: next } = data
  return (
    <>
      {products.length === 0 ? <Empty title={text.none}>{text.noneText}</Empty> : <Shelf products={products} />}
      <Pager
        count={products.length}
        label={text.count(products.length)}
        cursor={search.curseur}
        next={next}
        onCursor={(curseur) => onChange({ curseur })}
      />
    </>
  )
}

const CartLink = () => {
  const text = useText(shopText)
  const size = useCartSize()
  return (
    <Link className="button" to="/boutique/panier">
      {text.cartOf(size)}
    </Link>
  )
}

/** The shelves: search and filter products, and put them into the cart. Nobody needs to log in to look around. */
export const ShopView = () => {
  const text = useText(shopProductsText)
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const change = useCallback(
    (values: Change) => void navigate({ search: (before) => changed(before, values) }),
    [navigate],
  )
  const filter = useCallback(
    (values: Change) =>
      void navigate({ search: (before) => changed(before, { ...values, curseur: undefined }), replace: true }),
    [navigate],
  )
  return (
    <Page title={text.title} text={text.intro} actions={<CartLink />}>
      <ShopFilters search={search} onChange={filter} onClear={() => void navigate({ search: {} })} />
      <Products search={search} onChange={change} />
    </Page>
  )
}
