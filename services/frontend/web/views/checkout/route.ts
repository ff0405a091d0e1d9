import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shopRoute } from '../../shell/routes.tsx'
import { readCheckoutSearch } from './search.ts'

export const checkoutRoute = createRoute({
  getParentRoute: () => shopRoute,
  path: 'commander',
  staticData: {
    view: {
      title: { en: 'Check out', fr: 'Commander' },
      needs: { operations: ['demarrerCheckoutSaga', 'initierCheckoutChoreo'] },
    },
  },
  validateSearch: readCheckoutSearch,
  component: lazyRouteComponent(() => import('./checkout-view.tsx'), 'CheckoutView'),
})
