import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { backOfficeRoute } from '../../shell/routes.tsx'
import { readReportsSearch } from './search.ts'

export const reportsRoute = createRoute({
  getParentRoute: () => backOfficeRoute,
  path: 'scenarios',
  staticData: {
    view: {
      title: { en: 'Scenario reports', fr: 'Rapports de scénarios' },
      needs: { roles: ['gerant', 'administrateur'] },
      place: 80,
    },
  },
  validateSearch: readReportsSearch,
  component: lazyRouteComponent(() => import('./reports-view.tsx'), 'ReportsView'),
})
