import { createRouter } from '@tanstack/react-router'
import { backOfficeRoute, homeRoute, rootRoute, shopRoute, startRoute } from './shell/routes.tsx'
import { indicatorsRoute } from './views/indicators/route.ts'
import { productsRoute } from './views/products/route.ts'
import { reportRoute } from './views/report/route.ts'
import { salesRoute } from './views/sales/route.ts'
import { stockRoute } from './views/stock/route.ts'

// Every view is one route, added here to its parent. Views are loaded when they are opened.
const routeTree = rootRoute.addChildren([
  homeRoute,
  shopRoute,
  backOfficeRoute.addChildren([startRoute, indicatorsRoute, reportRoute, salesRoute, stockRoute, productsRoute]),
])

export const router = createRouter({ routeTree, defaultPreload: 'intent', scrollRestoration: true })

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
