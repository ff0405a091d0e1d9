import type { ReactNode } from 'react'
import type { Employe } from '#generated/ecommerce/types.ts'
import { Badge } from '../../ui/badge.tsx'
import type { Column } from '../../ui/table.tsx'
import type { StaffText } from './text.ts'

type Options = {
  roleName: (role: Employe['role']) => string
  isOwn: (account: Employe) => boolean
  actions: (account: Employe) => ReactNode
}

/** The table shows the address below the name; the export has a column for it (`courriel`). */
export const staffColumns = (text: StaffText, { roleName, isOwn, actions }: Options): readonly Column<Employe>[] => [
  {
    id: 'nom',
    title: text.name,
    value: ({ nom }) => nom,
    cell: (account) => (
      <>
        {isOwn(account) ? `${account.nom} (${text.you})` : account.nom}
        <div className="muted">{account.courriel}</div>
      </>
    ),
    isSortable: true,
  },
  { id: 'courriel', title: text.email, value: ({ courriel }) => courriel, isSortable: true },
  { id: 'role', title: text.role, value: ({ role }) => roleName(role), isSortable: true },
  {
    id: 'actif',
    title: text.state,
    value: ({ actif }) => (actif ? text.active : text.disabled),
    cell: ({ actif }) => <Badge kind={actif ? 'good' : 'bad'}>{actif ? text.active : text.disabled}</Badge>,
    isSortable: true,
  },
  {
    id: 'provisoire',
    title: text.password,
    value: ({ provisoire }) => (provisoire ? text.temporary : text.chosen),
    cell: ({ provisoire }) => (provisoire ? <Badge kind="wait">{text.temporary}</Badge> : text.chosen),
    isSortable: true,
  },
  { id: 'actions', title: '', value: () => null, cell: actions },
]
