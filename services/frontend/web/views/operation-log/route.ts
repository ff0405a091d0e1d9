import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { backOfficeRoute } from '../../shell/routes.tsx'
import { readLogSearch } from './search.ts'

export const logRoute = createRoute({
  getParentRoute: () => backOfficeRoute,
  path: 'journal',
  staticData: {
    view: {
      title: { en: 'Operations log', fr: 'Journal des opérations' },
      needs: { operations: ['lireJournalCatalogue', 'lireJournalInventaire', 'lireJournalSupplyChain'] },
      place: 80,
    },
  },
  validateSearch: readLogSearch,
  component: lazyRouteComponent(() => import('./log-view.tsx'), 'LogView'),
})
