import type { Vente } from './vente.ts'

/** Turnover and number of sales. */
export type Chiffres = { readonly chiffreAffairesCents: number; readonly nombreVentes: number }

export type Tendance = 'hausse' | 'stable' | 'baisse'

/** The change of the turnover in thousandths of the previous one; undefined if that was 0. */
export type Evolution = { readonly tendance: Tendance; readonly pourMille: number | undefined }

export const aucuneVente: Chiffres = { chiffreAffairesCents: 0, nombreVentes: 0 }
const pourMilleMax = 1_000_000_000

const exact = (cents: number): number => {
  if (!Number.isSafeInteger(cents)) throw new RangeError(`${cents} cents can not be counted exactly`)
  return cents
}

export const sommer = (parties: readonly Chiffres[]): Chiffres =>
  parties.reduce(
    (somme, partie) => ({
      chiffreAffairesCents: exact(somme.chiffreAffairesCents + partie.chiffreAffairesCents),
      nombreVentes: somme.nombreVentes + partie.nombreVentes,
    }),
    aucuneVente,
  )

/** The figures of these sales; cancelled ones don't count. The queries of reports implement this rule. */
export const calculerChiffres = (ventes: readonly Pick<Vente, 'etat' | 'totalCents'>[]): Chiffres =>
  sommer(
    ventes
      .filter(({ etat }) => etat === 'enregistree')
      .map(({ totalCents }) => ({ chiffreAffairesCents: totalCents, nombreVentes: 1 })),
  )

/** Divides by a positive number, rounding half away from zero. */
const diviser = (dividende: bigint, diviseur: bigint): bigint => {
  const arrondi = ((dividende < 0n ? -dividende : dividende) * 2n + diviseur) / (2n * diviseur)
  return dividende < 0n ? -arrondi : arrondi
}

/** The average basket in whole cents, rounded half up; undefined without sales. */
export const panierMoyenCents = ({ chiffreAffairesCents, nombreVentes }: Chiffres): number | undefined =>
  nombreVentes === 0 ? undefined : Number(diviser(BigInt(chiffreAffairesCents), BigInt(nombreVentes)))

/** Compares the turnover with that of the period before. */
export const comparer = (avant: Chiffres, apres: Chiffres): Evolution => {
  const ecart = apres.chiffreAffairesCents - avant.chiffreAffairesCents
  const tendance = ecart > 0 ? 'hausse' : ecart < 0 ? 'baisse' : 'stable'
  if (avant.chiffreAffairesCents === 0) return { tendance, pourMille: undefined }
  const pourMille = Number(diviser(BigInt(ecart) * 1_000n, BigInt(avant.chiffreAffairesCents)))
  return { tendance, pourMille: Math.min(pourMille, pourMilleMax) }
}
