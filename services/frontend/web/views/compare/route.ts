import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { backOfficeRoute } from '../../shell/routes.tsx'

export const compareRoute = createRoute({
  getParentRoute: () => backOfficeRoute,
  path: 'comparaison',
  staticData: {
    view: {
      title: { en: 'Compare styles', fr: 'Comparer les styles' },
      needs: {
        operations: ['listerCheckoutsSaga', 'compterCheckoutsSaga', 'listerCheckoutsChoreo', 'compterCheckoutsChoreo'],
      },
      place: 70,
    },
  },
  component: lazyRouteComponent(() => import('./compare-view.tsx'), 'CompareView'),
})
