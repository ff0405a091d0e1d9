import { problems } from '#generated/problems.ts'
import { problem } from '#platform/http/problem.ts'
import { refuseField } from '#services/refusals.ts'
import type { LigneRefusee } from '../domain/lignes.ts'
import type { StockInsuffisant, StockPlein } from '../domain/stock-central.ts'
import { lineBody } from './bodies.ts'

// The problem that answers each refusal.

export const refuseUnknown = <Kind extends 'produit-inconnu' | 'magasin-inconnu'>(kind: Kind) => problem(problems, kind)

export const refuseStock = ({ lignes: lines }: StockInsuffisant) =>
  problem(problems, 'stock-insuffisant', {
    lignes: lines.map((line) => ({ ...lineBody(line), disponible: line.disponible })),
  })

export const refuseLine = ({ position, regle }: LigneRefusee) =>
  regle === 'quantite'
    ? refuseField(`/lignes/${position}/quantite`, 'range', 'is outside its limits')
    : refuseField(`/lignes/${position}/produit_id`, 'unique', 'already appears in an earlier line')

export const refuseFullStock = ({ max }: StockPlein) =>
  refuseField('/quantite', 'maximum', `must not raise the total number of items ever received above ${max}`)
