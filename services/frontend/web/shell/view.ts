import type { Locale } from '../locale/locale.ts'
import type { Needs } from './access.ts'

/** What the shell knows of a view: each route of a view sets it as its `staticData`. */
export type View = {
  /** Its name in the navigation. */
  readonly title: Readonly<Record<Locale, string>>
  /** Without it, everybody may use the view, also without a session. */
  readonly needs?: Needs
  /** Its place in the navigation; views without one are reached from others. */
  readonly place?: number
}

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    readonly view?: View
  }
}
