import type { Lignes } from '../domain/lignes.ts'
import { type StockInsuffisant, verifierStock as verifier } from '../domain/stock-central.ts'
import type { ReadAvailable } from './ports.ts'

export type VerifiedStock = { kind: 'verified'; available: ReadonlyMap<number, number> }

/** Whether there is enough stock for every line. Reads only and reserves nothing. */
export const verifyStock =
  (read: ReadAvailable) =>
  async (lines: Lignes): Promise<VerifiedStock | StockInsuffisant> => {
    const available = await read(lines.map(({ produitId }) => produitId))
    return verifier(available, lines) ?? { kind: 'verified', available }
  }
