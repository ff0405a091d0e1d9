import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shopRoute } from '../../shell/routes.tsx'

export const accountRoute = createRoute({
  getParentRoute: () => shopRoute,
  path: 'compte',
  staticData: {
    view: { title: { en: 'My account', fr: 'Mon compte' }, needs: { operations: ['lireClient'] }, place: 40 },
  },
  component: lazyRouteComponent(() => import('./account-view.tsx'), 'AccountView'),
})
