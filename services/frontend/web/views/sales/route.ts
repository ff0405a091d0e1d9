import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { backOfficeRoute } from '../../shell/routes.tsx'
import { readSalesSearch } from './search.ts'

export const salesRoute = createRoute({
  getParentRoute: () => backOfficeRoute,
  path: 'ventes',
  staticData: {
    view: {
      title: { en: 'Sales', fr: 'Ventes' },
      needs: { operations: ['listerVentesMagasin'] },
      place: 30,
    },
  },
  validateSearch: readSalesSearch,
  component: lazyRouteComponent(() => import('./sales-view.tsx'), 'SalesView'),
})
