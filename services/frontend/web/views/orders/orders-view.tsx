import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { VenteListee } from '#generated/commandes/types.ts'
import { useFormat } from '../../locale/format.ts'
import { useText } from '../../locale/text.ts'
import { changed, type SearchChange } from '../../shell/search.ts'
import '../../shop/panel.css'
import { shopText } from '../../shop/text.ts'
import { Button } from '../../ui/button.tsx'
import { ExportButton } from '../../ui/export-button.tsx'
import { SelectField } from '../../ui/field.tsx'
import { Filters, Page } from '../../ui/page.tsx'
import { Pager } from '../../ui/pager.tsx'
import { Empty, ErrorState, Loading } from '../../ui/states.tsx'
import { Table } from '../../ui/table.tsx'
import { orderColumns } from './order-columns.tsx'
import { OrderDetails } from './order-details.tsx'
import { allOrders, orderPage } from './queries.ts'
import { type OrdersSearch, states } from './search.ts'
import { ordersText } from './text.ts'

const route = getRouteApi('/boutique/commandes')

type Props = { search: OrdersSearch; onChange: (change: SearchChange<OrdersSearch>) => void }

const Orders = ({ search, onChange }: Props) => {
  const text = useText(ordersText)
  const sharedText = useText(shopText)
  const format = useFormat()
  const { data, error, isPending, refetch } = useQuery(orderPage(search))
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (isPending) return <Loading />
  const action = ({ commande_id }: VenteListee) => (
    <div className="row-actions">
      <Button kind="quiet" onClick={() => onChange({ commande: commande_id })}>
        {text.details}
      </Button>
    </div>
  )
  const columns = orderColumns({ ...text, total: sharedText.total }, format, action)
  const { elements: orders, curseur_suivant: next } = data
  const browse = (
    <Link className="button" data-kind="primary" to="/boutique/produits">
      {sharedText.browse}
    </Link>
  )
  return (
    <>
      {orders.length === 0 ? (
        <Empty title={text.none} action={browse}>
          {text.noneText}
        </Empty>
      ) : (
        <Table caption={text.title} columns={columns} rows={orders} rowId={({ commande_id }) => commande_id} />
      )}
      <Pager
        count={orders.length}
        label={text.count(orders.length)}
        cursor={search.curseur}
        next={next}
        onCursor={(curseur) => onChange({ curseur })}
      >
        <ExportButton name="commandes" columns={columns} rows={() => allOrders(search)} />
      </Pager>
    </>
  )
}

/** The customer's orders, page by page, and one of them with its lines. */
export const OrdersView = () => {
  const text = useText(ordersText)
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const change: Props['onChange'] = (values) => void navigate({ search: (before) => changed(before, values) })
  const names = { enregistree: text.placed, annulee: text.cancelled }
  return (
    <Page title={text.title} text={text.intro}>
      <Filters label={text.filters}>
        <SelectField
          label={text.state}
          value={search.etat ?? ''}
          onValue={(value) => change({ etat: states.find((state) => state === value), curseur: undefined })}
          options={[['', text.all], ...states.map((state) => [state, names[state]] as const)]}
        />
      </Filters>
      <Orders search={search} onChange={change} />
      {search.commande !== undefined && (
        <OrderDetails id={search.commande} onClose={() => change({ commande: undefined })} />
      )}
    </Page>
  )
}
