import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shopRoute } from '../../shell/routes.tsx'
import { booleanIn, defined } from '../../shell/search.ts'

/** `code`: the person has a code and enters it, also in another browser than the one that asked for it. */
type Search = { code?: boolean }

export const registrationRoute = createRoute({
  getParentRoute: () => shopRoute,
  path: 'inscription',
  staticData: { view: { title: { en: 'Create an account', fr: 'Créer un compte' } } },
  validateSearch: (raw: Record<string, unknown>): Search => defined({ code: booleanIn(raw.code) }),
  component: lazyRouteComponent(() => import('./registration-view.tsx'), 'RegistrationView'),
})
