import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useCallback, useState } from 'react'
import type { Employe } from '#generated/ecommerce/types.ts'
import { useText } from '../../locale/text.ts'
import { administration, useSession } from '../../shell/api.ts'
import { useRoleName } from '../../shell/role-names.ts'
import { changed, type SearchChange } from '../../shell/search.ts'
import { Button } from '../../ui/button.tsx'
import { ExportButton } from '../../ui/export-button.tsx'
import { describeFailure } from '../../ui/failure.ts'
import { Page } from '../../ui/page.tsx'
import { Pager } from '../../ui/pager.tsx'
import { Empty, ErrorState, Loading } from '../../ui/states.tsx'
import { Table } from '../../ui/table.tsx'
import { uiText } from '../../ui/text.ts'
import { notify, notifyFailure } from '../../ui/toast.tsx'
import { ChangeRole, DisableAccount, SetPassword } from './change-account.tsx'
import { CreateAccount } from './create-account.tsx'
import { allStaff, staffPage, useChange } from './queries.ts'
import type { StaffSearch } from './search.ts'
import './staff.css'
import { staffColumns } from './staff-columns.tsx'
import { staffText } from './text.ts'

const route = getRouteApi('/back-office/personnel')

type Change = (change: SearchChange<StaffSearch>) => void
type Open = { kind: 'role' | 'disable' | 'password'; account: Employe }

const useOwnId = (): string | undefined => {
  const session = useSession(administration)
  return session.kind === 'open' || session.kind === 'expired' ? session.subject : undefined
}

type ActionProps = { account: Employe; isOwn: boolean; onOpen: (open: Open) => void }

const Actions = ({ account, isOwn, onOpen }: ActionProps) => {
  const text = useText(staffText)
  const ui = useText(uiText)
  const change = useChange()
  const { employe_id, nom, role, actif } = account
  const enable = (): void =>
    change.mutate(
      { employe_id, role, actif: true },
      {
        onSuccess: () => notify(text.enabled(nom)),
        onError: (error) => notifyFailure(describeFailure(error, ui)),
      },
    )
  const button = (kind: Open['kind'], label: string) => (
    <Button kind="quiet" onClick={() => onOpen({ kind, account })}>
      {label}
    </Button>
  )
  return (
    <div className="row-actions">
      {button('role', text.changeRole)}
      {!isOwn && button('password', text.setPassword)}
      {actif ? (
        button('disable', text.disable)
      ) : (
        <Button kind="quiet" disabled={change.isPending} onClick={enable}>
          {text.enable}
        </Button>
      )}
    </div>
  )
}

const OpenDialog = ({
  open: { kind, account },
  isOwn,
  onClose,
}: {
  open: Open
  isOwn: boolean
  onClose: () => void
}) => {
  if (kind === 'role') return <ChangeRole account={account} onClose={onClose} />
  if (kind === 'disable') return <DisableAccount account={account} isOwn={isOwn} onClose={onClose} />
  return <SetPassword account={account} onClose={onClose} />
}

const Accounts = ({ search, onChange }: { search: StaffSearch; onChange: Change }) => {
  const text = useText(staffText)
  const roleName = useRoleName()
  const ownId = useOwnId()
  const [open, setOpen] = useState<Open>()
  const { data, error, isPending, refetch } = useQuery(staffPage(search))
  if (isPending) return <Loading />
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  const { elements: accounts, curseur_suivant: next } = data
  const isOwn = ({ employe_id }: Employe): boolean => employe_id === ownId
  const columns = staffColumns(text, {
    roleName,
    isOwn,
    actions: (account) => <Actions account={account} isOwn={isOwn(account)} onOpen={setOpen} />,
  })
  return (
    <>
      {accounts.length === 0 ? (
        <Empty title={text.none} />
      ) : (
        <Table
          caption={text.title}
          columns={columns.filter(({ id }) => id !== 'courriel')}
          rows={accounts}
          rowId={({ employe_id }) => employe_id}
          order={search.tri}
          onOrder={(tri) => onChange({ tri })}
        />
      )}
      <Pager count={accounts.length} cursor={search.curseur} next={next} onCursor={(curseur) => onChange({ curseur })}>
        <ExportButton name="personnel" columns={columns} rows={allStaff} />
      </Pager>
      {open && <OpenDialog open={open} isOwn={isOwn(open.account)} onClose={() => setOpen(undefined)} />}
    </>
  )
}

/** Accounts of the staff: create them, change their role, disable and enable them, set temporary passwords. */
export const StaffView = () => {
  const text = useText(staffText)
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const [isCreating, setCreating] = useState(false)
  const change = useCallback<Change>(
    (values) => void navigate({ search: (before) => changed(before, values) }),
    [navigate],
  )
  const create = (
    <Button kind="primary" onClick={() => setCreating(true)}>
      {text.create}
    </Button>
  )
  return (
    <Page title={text.title} text={text.intro} actions={create}>
      <Accounts search={search} onChange={change} />
      {isCreating && <CreateAccount onClose={() => setCreating(false)} />}
    </Page>
  )
}
