import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { backOfficeRoute } from '../../shell/routes.tsx'
import { readIndicatorSearch } from './search.ts'

export const indicatorsRoute = createRoute({
  getParentRoute: () => backOfficeRoute,
  path: 'indicateurs',
  staticData: {
    view: {
      title: { en: 'Indicators', fr: 'Indicateurs' },
      needs: { operations: ['genererIndicateurs'] },
      place: 10,
    },
  },
  validateSearch: readIndicatorSearch,
  component: lazyRouteComponent(() => import('./indicators-view.tsx'), 'IndicatorsView'),
})
