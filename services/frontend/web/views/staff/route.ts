import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { backOfficeRoute } from '../../shell/routes.tsx'
import { readStaffSearch } from './search.ts'

export const staffRoute = createRoute({
  getParentRoute: () => backOfficeRoute,
  path: 'personnel',
  staticData: {
    view: {
      title: { en: 'Staff accounts', fr: 'Comptes du personnel' },
      needs: { operations: ['listerEmployes', 'creerEmploye', 'modifierEmploye', 'definirMotDePasseProvisoire'] },
      place: 60,
    },
  },
  validateSearch: readStaffSearch,
  component: lazyRouteComponent(() => import('./staff-view.tsx'), 'StaffView'),
})
