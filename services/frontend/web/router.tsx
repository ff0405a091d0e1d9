import { createRouter } from '@tanstack/react-router'
import { backOfficeRoute, homeRoute, rootRoute, shopRoute, startRoute } from './shell/routes.tsx'
import { accountRoute } from './views/account/route.ts'
import { cartRoute } from './views/cart/route.ts'
import { checkoutRoute } from './views/checkout/route.ts'
import { compareRoute } from './views/compare/route.ts'
import { deadLettersRoute } from './views/dead-letters/route.ts'
import { indicatorsRoute } from './views/indicators/route.ts'
import { logRoute } from './views/operation-log/route.ts'
import { ordersRoute } from './views/orders/route.ts'
import { personalDataRoute } from './views/personal-data/route.ts'
import { productsRoute } from './views/products/route.ts'
import { registrationRoute } from './views/registration/route.ts'
import { reportRoute } from './views/report/route.ts'
import { reportsRoute } from './views/reports/route.ts'
import { requestsRoute } from './views/requests/route.ts'
import { sagasRoute } from './views/sagas/route.ts'
import { salesRoute } from './views/sales/route.ts'
import { shopProductsRoute, shopStartRoute } from './views/shop-products/route.ts'
import { staffRoute } from './views/staff/route.ts'
import { stockRoute } from './views/stock/route.ts'

// Every view is one route, added here to its parent. Views are loaded when they are opened.
const routeTree = rootRoute.addChildren([
  homeRoute,
  backOfficeRoute.addChildren([
    startRoute,
    indicatorsRoute,
    reportRoute,
    salesRoute,
    stockRoute,
    requestsRoute,
    productsRoute,
    compareRoute,
    reportsRoute,
    staffRoute,
    personalDataRoute,
    logRoute,
    sagasRoute,
    deadLettersRoute,
  ]),
  shopRoute.addChildren([
    shopStartRoute,
    shopProductsRoute,
    cartRoute,
    checkoutRoute,
    ordersRoute,
    accountRoute,
    registrationRoute,
  ]),
])

export const router = createRouter({
  routeTree,
  defaultPreload: 'intent',
  scrollRestoration: true,
  // What a view can't read in an edited address is removed from it, instead of being sent to the API.
  search: { strict: true },
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
