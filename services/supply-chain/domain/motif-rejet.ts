declare const brand: unique symbol
/** Why a restocking request was rejected: one line with at least one visible character. */
export type MotifRejet = string & { readonly [brand]: 'MotifRejet' }

export const motifRejetMax = 200

const controle = /\p{Cc}/u
const controleC1 = /[\u0080-\u009f]/g

/** The limit counts characters, not UTF-16 units, and the rule allows what the specification allows. */
export const motifRejet = (texte: string): MotifRejet | undefined => {
  const estUneLigne = !controle.test(texte.replaceAll(controleC1, ''))
  return estUneLigne && /\S/.test(texte) && [...texte].length <= motifRejetMax ? (texte as MotifRejet) : undefined
}
