import { createRootRoute, createRoute, Outlet } from '@tanstack/react-router'
import { useText } from '../locale/text.ts'
import { Empty, ErrorState } from '../ui/states.tsx'
import { uiText } from '../ui/text.ts'
import { administration, boutique } from './api.ts'
import { Home } from './home.tsx'
import { Layout } from './layout.tsx'
import { Start } from './start.tsx'
import { shellText } from './text.ts'
import './view.ts'

const NotFound = () => {
  const text = useText(uiText)
  return <Empty title={text.notFound} />
}

const Crashed = ({ error, reset }: { error: unknown; reset: () => void }) => (
  <ErrorState error={error} onRetry={reset} />
)

export const rootRoute = createRootRoute({
  component: Outlet,
  notFoundComponent: NotFound,
  errorComponent: Crashed,
})

export const homeRoute = createRoute({ getParentRoute: () => rootRoute, path: '/', component: Home })

/** The parent of all views of the back office. */
export const backOfficeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: 'back-office',
  component: () => <Layout api={administration} under="/back-office" />,
})

/** Where the back office begins: the first view of the person's navigation. */
export const startRoute = createRoute({
  getParentRoute: () => backOfficeRoute,
  path: '/',
  staticData: { view: { title: shellText.backOffice, needs: { roles: ['commis', 'gerant', 'administrateur'] } } },
  component: Start,
})

/** The parent of all views of the shop. */
export const shopRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: 'boutique',
  component: () => <Layout api={boutique} under="/boutique" />,
})
