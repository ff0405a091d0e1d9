import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { backOfficeRoute } from '../../shell/routes.tsx'
import { readPersonalDataSearch } from './search.ts'

export const personalDataRoute = createRoute({
  getParentRoute: () => backOfficeRoute,
  path: 'donnees-personnelles',
  staticData: {
    view: {
      title: { en: 'Personal data', fr: 'Données personnelles' },
      needs: { operations: ['exporterDonneesPersonnelles', 'effacerDonneesPersonnelles', 'lireJournalEcommerce'] },
      place: 70,
    },
  },
  validateSearch: readPersonalDataSearch,
  component: lazyRouteComponent(() => import('./personal-data-view.tsx'), 'PersonalDataView'),
})
