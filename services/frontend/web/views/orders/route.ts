import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shopRoute } from '../../shell/routes.tsx'
import { readOrdersSearch } from './search.ts'

export const ordersRoute = createRoute({
  getParentRoute: () => shopRoute,
  path: 'commandes',
  staticData: {
    view: { title: { en: 'My orders', fr: 'Mes commandes' }, needs: { operations: ['listerVentesClient'] }, place: 30 },
  },
  validateSearch: readOrdersSearch,
  component: lazyRouteComponent(() => import('./orders-view.tsx'), 'OrdersView'),
})
