import { useMatches } from '@tanstack/react-router'
import { type ReactNode, useEffect } from 'react'
import { useText } from '../locale/text.ts'
import { Dialog } from '../ui/dialog.tsx'
import { Empty, Loading } from '../ui/states.tsx'
import { uiText } from '../ui/text.ts'
import { rolesFor } from './access.ts'
import { type Api, useSession } from './api.ts'
import { LogInForm, LogInPage } from './log-in.tsx'
import { shellText } from './text.ts'

/** Lets a person into a view: asks for a log-in, or says which roles may use it. The address stays the same. */
export const Gate = ({ api, children }: { api: Api; children: ReactNode }) => {
  const text = useText(shellText)
  const ui = useText(uiText)
  const session = useSession(api)
  const needs = useMatches().findLast(({ staticData }) => staticData.view !== undefined)?.staticData.view?.needs
  useEffect(() => {
    if (session.kind === 'unknown') void api.session.renew().catch(() => {})
  }, [api, session.kind])
  if (needs === undefined && session.kind !== 'expired') return children
  if (session.kind === 'unknown') return <Loading />
  if (session.kind === 'none') return <LogInPage api={api} />
  const allowed = needs === undefined ? [session.role] : rolesFor(needs)
  const content = allowed.includes(session.role) ? (
    children
  ) : (
    <Empty title={ui.forbidden}>
      {ui.forbiddenRoles(allowed.map((role) => text[role]).join(', '), text[session.role])}
    </Empty>
  )
  return (
    <>
      {content}
      {session.kind === 'expired' && (
        <Dialog title={text.expired} text={text.expiredText} onClose={() => {}}>
          <div className="dialog-body">
            <LogInForm api={api} />
          </div>
        </Dialog>
      )}
    </>
  )
}
