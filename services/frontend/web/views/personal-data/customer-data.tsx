import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { OperationJournal } from '#generated/ecommerce/types.ts'
import { useFormat } from '../../locale/format.ts'
import { useText } from '../../locale/text.ts'
import { useStaff } from '../../lookup/staff.ts'
import { Button } from '../../ui/button.tsx'
import { Section } from '../../ui/section.tsx'
import { ErrorState, Loading } from '../../ui/states.tsx'
import { type Column, Table } from '../../ui/table.tsx'
import { EraseData } from './erase-data.tsx'
import { ExportData } from './export-data.tsx'
import { historyOf, ordersOf } from './queries.ts'
import { personalDataText } from './text.ts'

const Orders = ({ id }: { id: string }) => {
  const text = useText(personalDataText)
  const { dateTime, money } = useFormat()
  const { data, error, isPending, refetch } = useQuery(ordersOf(id))
  if (isPending) return <Loading />
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (data.elements.length === 0) return <p>{text.noOrders}</p>
  type Order = (typeof data.elements)[number]
  const columns: readonly Column<Order>[] = [
    { id: 'date', title: text.date, value: ({ creee_a }) => dateTime(creee_a) },
    { id: 'commande', title: text.order, value: ({ commande_id }) => commande_id },
    { id: 'total', title: text.total, value: ({ total_cents }) => money(total_cents), align: 'end' },
  ]
  return <Table caption={text.orders} columns={columns} rows={data.elements} rowId={({ commande_id }) => commande_id} />
}

const History = ({ id }: { id: string }) => {
  const text = useText(personalDataText)
  const { dateTime } = useFormat()
  const { nameOf } = useStaff()
  const { data, error, isPending, refetch } = useQuery(historyOf(id))
  if (isPending) return <Loading />
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (data.length === 0) return <p>{text.noHistory}</p>
  const nameOfOperation = (operation: string): string =>
    operation === 'effacerDonneesPersonnelles' ? text.effacerDonneesPersonnelles : text.exporterDonneesPersonnelles
  const columns: readonly Column<OperationJournal>[] = [
    { id: 'fait_le', title: text.date, value: ({ fait_le }) => dateTime(fait_le) },
    { id: 'operation', title: text.what, value: ({ operation }) => nameOfOperation(operation) },
    {
      id: 'auteur',
      title: text.who,
      value: ({ auteur }) => (auteur === id ? text.theCustomer : (nameOf(auteur) ?? auteur)),
    },
    { id: 'motif', title: text.reason, value: ({ motif }) => motif ?? '–' },
  ]
  return <Table caption={text.history} columns={columns} rows={data} rowId={({ numero }) => numero} />
}

/** What can be done with the data of one customer, and what was done before. */
export const CustomerData = ({ id }: { id: string }) => {
  const text = useText(personalDataText)
  const [open, setOpen] = useState<'export' | 'erase'>()
  const close = (): void => setOpen(undefined)
  const actions = (
    <>
      <Button kind="primary" onClick={() => setOpen('export')}>
        {text.exportAction}
      </Button>
      <Button onClick={() => setOpen('erase')}>{text.erase}</Button>
    </>
  )
  const inLog = (
    <Link
      className="button"
      data-kind="quiet"
      to="/back-office/journal"
      search={{ objet_type: 'client', objet_id: id }}
    >
      {text.inLog}
    </Link>
  )
  return (
    <>
      <Section title={text.customer(id)} text={text.ordersText} actions={actions}>
        <Orders id={id} />
      </Section>
      <Section title={text.history} actions={inLog}>
        <History id={id} />
      </Section>
      {open === 'export' && <ExportData id={id} onClose={close} />}
      {open === 'erase' && <EraseData id={id} onClose={close} />}
    </>
  )
}
