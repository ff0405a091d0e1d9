import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shopRoute } from '../../shell/routes.tsx'

export const cartRoute = createRoute({
  getParentRoute: () => shopRoute,
  path: 'panier',
  staticData: { view: { title: { en: 'Cart', fr: 'Panier' }, needs: { operations: ['lirePanier'] }, place: 20 } },
  component: lazyRouteComponent(() => import('./cart-view.tsx'), 'CartView'),
})
