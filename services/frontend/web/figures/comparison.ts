import type { Chiffres, Periode, RapportConsolide } from '#generated/commandes/types.ts'

/** A value of a period and of the one it is compared with; null: there is none. */
export type Pair = { readonly after: number | null; readonly before: number | null }

export type ComparedShop = {
  readonly magasin_id: number
  readonly nom: string
  readonly after: Chiffres
  /** Undefined if the other report doesn't list the shop. */
  readonly before: Chiffres | undefined
}

export type Comparison = {
  readonly period: Periode
  readonly before: Periode
  readonly totals: { readonly after: Chiffres; readonly before: Chiffres }
  readonly shops: readonly ComparedShop[]
}

/** A report compared with the period directly before it, which it contains, or with another report. */
export const compare = (report: RapportConsolide, other: RapportConsolide | undefined): Comparison => {
  const others = new Map(other?.magasins.map(({ magasin_id, chiffres }) => [magasin_id, chiffres]))
  return {
    period: report.periode,
    before: other?.periode ?? report.periode_precedente,
    totals: { after: report.chiffres, before: other?.chiffres ?? report.chiffres_precedents },
    shops: report.magasins.map(({ magasin_id, nom, chiffres, chiffres_precedents }) => ({
      magasin_id,
      nom,
      after: chiffres,
      before: other === undefined ? chiffres_precedents : others.get(magasin_id),
    })),
  }
}

export const differenceOf = ({ after, before }: Pair): number | null =>
  after === null || before === null ? null : after - before

/** The change in thousandths of the previous value, rounded half away from zero as the API does; null if that was 0. */
export const perMilleOf = ({ after, before }: Pair): number | null => {
  if (after === null || before === null || before === 0) return null
  const [change, whole] = [BigInt(after) - BigInt(before), BigInt(before)]
  const size = ((change < 0n ? -change : change) * 2_000n + whole) / (2n * whole)
  return Number(change < 0n ? -size : size)
}
