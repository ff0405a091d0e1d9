import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { motifRejet, motifRejetMax } from './motif-rejet.ts'

it('a reason has a visible character, no line break, and at most 200 characters', () => {
  for (const texte of ['', '   ', '\n', 'a\u0000', 'deux\nlignes', 'x'.repeat(motifRejetMax + 1)])
    expect(motifRejet(texte), JSON.stringify(texte)).toBeUndefined()
  for (const texte of ['Fin de saison', ' é ', '😀'.repeat(motifRejetMax)]) expect(motifRejet(texte)).toBe(texte)
})

it('the rule accepts exactly what the specification accepts', () => {
  const { MotifRejet } = parse(readFileSync('specs/common/values.yaml', 'utf8'))
  const pattern = new RegExp(MotifRejet.pattern, 'u')
  const sign = fc.oneof(
    fc.constantFrom(' ', '\t', '\u007f', '\u0085', '\u00a0', 'a', '😀'),
    fc.string({ maxLength: 1 }),
  )
  fc.assert(
    fc.property(fc.array(sign, { maxLength: MotifRejet.maxLength + 5 }), (signs) => {
      const texte = signs.join('')
      const isAllowed = pattern.test(texte) && [...texte].length <= MotifRejet.maxLength
      expect(motifRejet(texte) !== undefined).toBe(isAllowed)
    }),
    { numRuns: 2_000 },
  )
})
