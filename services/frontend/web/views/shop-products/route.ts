import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { shopRoute } from '../../shell/routes.tsx'
import { readShopSearch } from './search.ts'

/** Where the shop begins. */
export const shopStartRoute = createRoute({
  getParentRoute: () => shopRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/boutique/produits', replace: true })
  },
})

export const shopProductsRoute = createRoute({
  getParentRoute: () => shopRoute,
  path: 'produits',
  staticData: { view: { title: { en: 'Products', fr: 'Produits' }, place: 10 } },
  validateSearch: readShopSearch,
  component: lazyRouteComponent(() => import('./shop-view.tsx'), 'ShopView'),
})
