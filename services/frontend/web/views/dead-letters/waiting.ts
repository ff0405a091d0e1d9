import type { LotRelance } from '#generated/event-store/types.ts'

/** How many dead letters of a batch have no result yet. */
export const waitingOf = ({ nombre, relancees, echouees, ignorees }: LotRelance): number =>
  nombre - relancees - echouees - ignorees
