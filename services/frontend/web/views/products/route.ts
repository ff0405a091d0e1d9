import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { backOfficeRoute } from '../../shell/routes.tsx'
import { readProductSearch } from './search.ts'

export const productsRoute = createRoute({
  getParentRoute: () => backOfficeRoute,
  path: 'produits',
  staticData: {
    view: {
      title: { en: 'Products', fr: 'Produits' },
      needs: { operations: ['lireHistoriquePrix'] },
      place: 40,
    },
  },
  validateSearch: readProductSearch,
  component: lazyRouteComponent(() => import('./products-view.tsx'), 'ProductsView'),
})
