declare const brand: unique symbol
/** The reason that a member of staff gives for a rejection or an intervention: one line with at least one visible character. */
export type MotifDonne = string & { readonly [brand]: 'MotifDonne' }

export const motifDonneMax = 200

const controle = /\p{Cc}/u
const controleC1 = /[\u0080-\u009f]/g
/** Neither white space nor control, nor a character without a shape: joiners, fillers, variation selectors, the empty Braille cell. */
const visible = /[^\s\p{Cc}\p{Default_Ignorable_Code_Point}\u2800\ufff9-\ufffb]/u

/** The limit counts characters, not UTF-16 units, and the rule allows what the specification allows. */
export const motifDonne = (texte: string): MotifDonne | undefined => {
  const estUneLigne = !controle.test(texte.replaceAll(controleC1, ''))
  return estUneLigne && visible.test(texte) && [...texte].length <= motifDonneMax ? (texte as MotifDonne) : undefined
}
