import { expect, test } from 'vitest'
import { printable } from './say.ts'

test('what moves a cursor, colours text or turns it around is shown by its number', () => {
  expect(printable('a\u001b[2Jb\u0007\u009b31m\u202ec\rd\u0000')).toBe(
    String.raw`a\u001b[2Jb\u0007\u009b31m\u202ec\u000dd\u0000`,
  )
})

test('text of any language, lines and tabs stay as they are', () => {
  const text = 'Größe\t在\n✓ 👩‍🔧 “quoted”'
  expect(printable(text)).toBe(text)
  expect(printable('one\r\ntwo')).toBe('one\ntwo')
})

test('JSON stays the same JSON', () => {
  const value = { name: 'a\u001b[31m\u202e\u2028' }
  expect(JSON.parse(printable(JSON.stringify(value)))).toEqual(value)
})
