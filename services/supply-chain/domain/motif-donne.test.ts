import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { motifDonne, motifDonneMax } from './motif-donne.ts'

it('a reason has a visible character, no line break, and at most 200 characters', () => {
  for (const texte of ['', '   ', '\n', 'a\u0000', 'deux\nlignes', 'x'.repeat(motifDonneMax + 1)])
    expect(motifDonne(texte), JSON.stringify(texte)).toBeUndefined()
  for (const texte of ['Fin de saison', ' é ', '😀'.repeat(motifDonneMax)]) expect(motifDonne(texte)).toBe(texte)
})

it('a reason of only invisible characters is none, and a visible one may contain them', () => {
  for (const invisible of ['\u200b', '\u00ad', '\ufeff', '\u2060 \u200d', '\u3164', '\u2800', '\ufe0f', '\u{e0041}']) {
    expect(motifDonne(invisible), JSON.stringify(invisible)).toBeUndefined()
    expect(motifDonne(`👩${invisible}🌾`)).toBe(`👩${invisible}🌾`)
  }
})

it('the rule accepts each single character exactly if the specification accepts it', () => {
  const { MotifDonne } = parse(readFileSync('specs/common/values.yaml', 'utf8'))
  const pattern = new RegExp(MotifDonne.pattern, 'u')
  const differing: string[] = []
  for (let point = 0; point <= 0x10ffff; point++) {
    const sign = String.fromCodePoint(point)
    if (pattern.test(sign) !== (motifDonne(sign) !== undefined)) differing.push(point.toString(16))
  }
  expect(differing).toEqual([])
})

it('the rule accepts exactly what the specification accepts', () => {
  const { MotifDonne } = parse(readFileSync('specs/common/values.yaml', 'utf8'))
  const pattern = new RegExp(MotifDonne.pattern, 'u')
  const sign = fc.oneof(
    fc.constantFrom(' ', '\t', '\u007f', '\u0085', '\u00a0', '\u200b', 'a', '😀'),
    fc.string({ maxLength: 1 }),
  )
  fc.assert(
    fc.property(fc.array(sign, { maxLength: MotifDonne.maxLength + 5 }), (signs) => {
      const texte = signs.join('')
      const isAllowed = pattern.test(texte) && [...texte].length <= MotifDonne.maxLength
      expect(motifDonne(texte) !== undefined).toBe(isAllowed)
    }),
    { numRuns: 2_000 },
  )
})
