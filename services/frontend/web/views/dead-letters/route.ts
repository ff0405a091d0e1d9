import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { backOfficeRoute } from '../../shell/routes.tsx'
import { readDeadLetterSearch } from './search.ts'

export const deadLettersRoute = createRoute({
  getParentRoute: () => backOfficeRoute,
  path: 'lettres-mortes',
  staticData: {
    view: {
      title: { en: 'Dead letters', fr: 'Lettres mortes' },
      needs: { operations: ['listerLettresMortes', 'relancerLettreMorte', 'creerLotRelance'] },
      place: 62,
    },
  },
  validateSearch: readDeadLetterSearch,
  component: lazyRouteComponent(() => import('./dead-letters-view.tsx'), 'DeadLettersView'),
})
