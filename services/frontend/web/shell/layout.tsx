import { Dialog as Base } from '@base-ui/react/dialog'
import { Link, Outlet, useLocation } from '@tanstack/react-router'
import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { useText } from '../locale/text.ts'
import { Button } from '../ui/button.tsx'
import { type Api, useSession } from './api.ts'
import { Gate } from './gate.tsx'
import './layout.css'
import { Navigation } from './navigation.tsx'
import { queryClient } from './query-client.ts'
import { Settings } from './settings.tsx'
import { shellText } from './text.ts'

const onNetwork = (listener: () => void) => {
  const events = ['online', 'offline']
  for (const event of events) addEventListener(event, listener)
  return () => {
    for (const event of events) removeEventListener(event, listener)
  }
}

const OfflineBanner = () => {
  const text = useText(shellText)
  const isOnline = useSyncExternalStore(onNetwork, () => navigator.onLine)
  return <div role="status">{!isOnline && <p className="offline">{text.offline}</p>}</div>
}

type Props = { api: Api; under: '/back-office' | '/boutique' }

const Brand = ({ under }: Pick<Props, 'under'>) => {
  const text = useText(shellText)
  return (
    <Link to={under} className="brand">
      Sagabench <span>{under === '/boutique' ? text.shop : text.backOffice}</span>
    </Link>
  )
}

const Person = ({ api }: Pick<Props, 'api'>) => {
  const text = useText(shellText)
  const session = useSession(api)
  if (session.kind === 'none' && api.application === 'boutique')
    return (
      <div className="person">
        <Link className="button" to="/boutique/compte">
          {text.logIn}
        </Link>
      </div>
    )
  if (session.kind !== 'open' && session.kind !== 'expired') return null
  const logOut = async (): Promise<void> => {
    await api.session.logOut()
    queryClient.clear()
  }
  return (
    <div className="person">
      <span className="muted">{text[session.role]}</span>
      <Button kind="quiet" onClick={() => void logOut()}>
        {text.logOut}
      </Button>
    </div>
  )
}

/** The navigation of a phone: a drawer. */
const Drawer = ({ api, under }: Props) => {
  const text = useText(shellText)
  const [open, setOpen] = useState(false)
  return (
    <Base.Root open={open} onOpenChange={setOpen}>
      <Base.Trigger className="button" data-kind="quiet">
        {text.menu}
      </Base.Trigger>
      <Base.Portal>
        <Base.Backdrop className="backdrop" />
        <Base.Popup className="drawer" aria-label={text.menu}>
          <Base.Close className="button drawer-close" data-kind="quiet">
            {text.closeMenu}
          </Base.Close>
          <Navigation api={api} under={under} onChoose={() => setOpen(false)} />
          <Settings />
          <Person api={api} />
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}

/** Moves the focus to a new view, so that the keyboard and screen readers continue there. */
const useFocusOnChange = () => {
  const content = useRef<HTMLElement>(null)
  const { pathname } = useLocation()
  const previous = useRef(pathname)
  useEffect(() => {
    if (previous.current !== pathname) content.current?.focus()
    previous.current = pathname
  }, [pathname])
  return content
}

/** The frame of all views of an application. */
export const Layout = ({ api, under }: Props) => {
  const text = useText(shellText)
  const content = useFocusOnChange()
  return (
    <div className="layout">
      <a className="skip" href="#content">
        {text.skip}
      </a>
      <header className="top">
        <Brand under={under} />
        <Drawer api={api} under={under} />
      </header>
      <aside className="side">
        <Brand under={under} />
        <Navigation api={api} under={under} />
        <div className="side-foot">
          <Settings />
          <Person api={api} />
        </div>
      </aside>
      <main id="content" className="content" ref={content} tabIndex={-1}>
        <OfflineBanner />
        <Gate api={api}>
          <Outlet />
        </Gate>
      </main>
    </div>
  )
}
