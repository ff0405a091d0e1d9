import { expect, test } from 'vitest'
import { printable } from './say.ts'

test('control and bidi characters are escaped', () => {
  expect(printable('a\u001b[2Jb\u0007\u009b31m\u202ec\rd\u0000')).toBe(
    String.raw`a\u001b[2Jb\u0007\u009b31m\u202ec\u000dd\u0000`,
  )
})

test('text of any language, line feeds and tabs stay unchanged', () => {
  const text = 'Größe\t在\n✓ 👩‍🔧 “quoted”'
  expect(printable(text)).toBe(text)
  expect(printable('one\r\ntwo')).toBe('one\ntwo')
})

test('escaped JSON parses to the same value', () => {
  const value = { name: 'a\u001b[31m\u202e\u2028' }
  expect(JSON.parse(printable(JSON.stringify(value)))).toEqual(value)
})
