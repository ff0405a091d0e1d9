import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useCallback, useState } from 'react'
import type { Produit } from '#generated/catalogue/types.ts'
import { useFormat } from '../../locale/format.ts'
import { useText } from '../../locale/text.ts'
import { may } from '../../shell/access.ts'
import { administration, useSession } from '../../shell/api.ts'
import { changed, type SearchChange } from '../../shell/search.ts'
import { Button } from '../../ui/button.tsx'
import { Page } from '../../ui/page.tsx'
import { PagedTable } from '../../ui/paged-table.tsx'
import { Empty, ErrorState, Loading } from '../../ui/states.tsx'
import { AddProduct } from './add-product.tsx'
import { ArchiveProduct } from './archive-product.tsx'
import { ChangePrice } from './change-price.tsx'
import { PriceHistory } from './price-history.tsx'
import { productColumns } from './product-columns.tsx'
import { ProductFilters } from './product-filters.tsx'
import { allProducts, productPage } from './queries.ts'
import type { ProductSearch } from './search.ts'
import { productsText } from './text.ts'

const route = getRouteApi('/back-office/produits')

type Change = SearchChange<ProductSearch>
type Open = { kind: 'price' | 'archive'; product: Produit } | undefined

const Products = ({ search, onChange }: { search: ProductSearch; onChange: (change: Change) => void }) => {
  const text = useText(productsText)
  const format = useFormat()
  const [open, setOpen] = useState<Open>()
  const isEditable = may(useSession(administration), 'modifierPrix')
  const { data, error, isPending, refetch } = useQuery(productPage(search))
  const close = (): void => setOpen(undefined)
  const actions = (product: Produit) => (
    <div className="row-actions">
      <Button kind="quiet" onClick={() => onChange({ historique: product.produit_id })}>
        {text.history}
      </Button>
      {isEditable && product.actif && (
        <>
          <Button kind="quiet" onClick={() => setOpen({ kind: 'price', product })}>
            {text.changePrice}
          </Button>
          <Button kind="quiet" onClick={() => setOpen({ kind: 'archive', product })}>
            {text.archive}
          </Button>
        </>
      )}
    </div>
  )
  if (isPending) return <Loading />
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  const columns = productColumns(text, format, actions)
  const { elements: products, curseur_suivant: next } = data
  const inHistory = search.historique
  return (
    <>
      <PagedTable
        caption={text.title}
        columns={columns}
        rows={products}
        rowId={({ produit_id }) => produit_id}
        order={search.tri}
        onOrder={(tri) => onChange({ tri })}
        cursor={search.curseur}
        next={next}
        onCursor={(curseur) => onChange({ curseur })}
        exported={{ name: 'produits', rows: () => allProducts(search) }}
        empty={<Empty title={text.none}>{text.noneText}</Empty>}
      />
      {open?.kind === 'price' && <ChangePrice product={open.product} onClose={close} />}
      {open?.kind === 'archive' && <ArchiveProduct product={open.product} onClose={close} />}
      {inHistory !== undefined && (
        <PriceHistory
          id={inHistory}
          name={products.find(({ produit_id }) => produit_id === inHistory)?.nom ?? `${text.number} ${inHistory}`}
          onClose={() => onChange({ historique: undefined })}
        />
      )}
    </>
  )
}

/** GestionProduits: search products, change prices, read their history, add and archive products. */
export const ProductsView = () => {
  const text = useText(productsText)
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const [adding, setAdding] = useState(false)
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
    <Page
      title={text.title}
      text={text.intro}
      actions={
        <Button kind="primary" onClick={() => setAdding(true)}>
          {text.add}
        </Button>
      }
    >
      <ProductFilters search={search} onChange={filter} onClear={() => void navigate({ search: {} })} />
      <Products search={search} onChange={change} />
      {adding && <AddProduct onClose={() => setAdding(false)} />}
    </Page>
  )
}
