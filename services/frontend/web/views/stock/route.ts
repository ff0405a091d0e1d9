import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { backOfficeRoute } from '../../shell/routes.tsx'
import { readStockSearch } from './search.ts'

export const stockRoute = createRoute({
  getParentRoute: () => backOfficeRoute,
  path: 'stock',
  staticData: {
    view: {
      title: { en: 'Stock', fr: 'Stock' },
      needs: { operations: ['listerTransferts', 'creerDemandeReappro'] },
      place: 30,
    },
  },
  validateSearch: readStockSearch,
  component: lazyRouteComponent(() => import('./stock-view.tsx'), 'StockView'),
})
