import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { backOfficeRoute } from '../../shell/routes.tsx'
import { readSagaSearch } from './search.ts'

export const sagasRoute = createRoute({
  getParentRoute: () => backOfficeRoute,
  path: 'sagas',
  staticData: {
    view: {
      title: { en: 'Sagas', fr: 'Sagas' },
      needs: { operations: ['listerCheckoutsSaga', 'listerCheckoutsChoreo', 'lireLignesEvenements'] },
      place: 60,
    },
  },
  validateSearch: readSagaSearch,
  component: lazyRouteComponent(() => import('./sagas-view.tsx'), 'SagasView'),
})
