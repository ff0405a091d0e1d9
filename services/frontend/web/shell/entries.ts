import { useRouter } from '@tanstack/react-router'
import { rolesFor } from './access.ts'
import { type Api, useSession } from './api.ts'
import type { View } from './view.ts'

export type Entry = { readonly to: string; readonly view: View & { readonly place: number } }

type AnyRoute = { readonly fullPath: string; readonly options: { readonly staticData?: { readonly view?: View } } }

/** The views below an address that have a place in the navigation and that this person may use, in order. */
export const useEntries = (api: Api, under: string): readonly Entry[] => {
  const session = useSession(api)
  const mayUse = ({ needs }: View): boolean => {
    if (needs === undefined || api.application === 'boutique') return true // the shop's views ask for a log-in themselves
    return (session.kind === 'open' || session.kind === 'expired') && rolesFor(needs).includes(session.role)
  }
  const routes = Object.values(useRouter().routesById) as readonly AnyRoute[]
  return routes
    .flatMap(({ fullPath, options: { staticData } }) => {
      const view = staticData?.view
      const isListed = view?.place !== undefined && fullPath.startsWith(under) && mayUse(view)
      return isListed ? [{ to: fullPath, view: { ...view, place: view.place ?? 0 } }] : []
    })
    .toSorted((a, b) => a.view.place - b.view.place)
}
