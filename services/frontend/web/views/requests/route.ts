import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { backOfficeRoute } from '../../shell/routes.tsx'
import { readRequestSearch } from './search.ts'

export const requestsRoute = createRoute({
  getParentRoute: () => backOfficeRoute,
  path: 'demandes',
  staticData: {
    view: {
      title: { en: 'Restocking requests', fr: 'Demandes' },
      needs: { operations: ['listerDemandes', 'validerDemande', 'rejeterDemande'] },
      place: 35,
    },
  },
  validateSearch: readRequestSearch,
  component: lazyRouteComponent(() => import('./requests-view.tsx'), 'RequestsView'),
})
