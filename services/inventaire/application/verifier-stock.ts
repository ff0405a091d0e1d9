import type { Lignes } from '../domain/lignes.ts'
import { type StockInsuffisant, verifierStock as verifier } from '../domain/stock-central.ts'
import type { LireDisponibles } from './ports.ts'

export type StockVerifie = { kind: 'stock-verifie'; disponibles: ReadonlyMap<number, number> }

/** Whether there is enough stock for every line. Reads only and reserves nothing. */
export const verifierStock =
  (lire: LireDisponibles) =>
  async (lignes: Lignes): Promise<StockVerifie | StockInsuffisant> => {
    const disponibles = await lire(lignes.map(({ produitId }) => produitId))
    return verifier(disponibles, lignes) ?? { kind: 'stock-verifie', disponibles }
  }
