import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { backOfficeRoute } from '../../shell/routes.tsx'
import { readReportSearch } from './search.ts'

export const reportRoute = createRoute({
  getParentRoute: () => backOfficeRoute,
  path: 'rapport',
  staticData: {
    view: {
      title: { en: 'Consolidated report', fr: 'Rapport consolidé' },
      needs: { operations: ['genererRapportConsolide'] },
      place: 20,
    },
  },
  validateSearch: readReportSearch,
  component: lazyRouteComponent(() => import('./report-view.tsx'), 'ReportView'),
})
