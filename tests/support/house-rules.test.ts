import { describe, expect, test } from 'vitest'
import { circles, type Room, unusedModules, wrongImports } from './house-rules.ts'
import { importsIn } from './imports.ts'

describe('the rules of the house', () => {
  const small: Room[] = [
    { place: 'ground', modules: ['*'] },
    { place: 'first', modules: ['door'] },
    { place: 'first/attic.ts', modules: [] },
    { place: 'second', modules: [] },
  ]
  const one = (from: string, to: string) => ({ from, to, line: 1 })

  test('every way to import counts, with its line', () => {
    const source = `import type { A } from '#ground/a.ts'
export * from './b.ts'
export type { C } from '../first/c.ts'
import { readFileSync } from 'node:fs'
import './d.ts'
const lazy = () => import('./e.ts')
type F = import('./f.ts').F`
    expect(importsIn('second/x.ts', source).map(({ to, line }) => `${line} ${to}`)).toEqual([
      '1 ground/a.ts',
      '5 second/d.ts',
      '2 second/b.ts',
      '3 first/c.ts',
      '6 second/e.ts',
      '7 second/f.ts',
    ])
  })

  test.each([
    ['upwards', 'ground/a.ts', 'first/door.ts', 'which is above ground'],
    ['upwards within a folder', 'first/a.ts', 'first/attic.ts', 'which is above first'],
    ['past the public module', 'second/a.ts', 'first/cellar.ts', 'which is not a public module of first'],
    ['to no place', 'second/a.ts', 'garden/tree.ts', 'which is in no place of the table'],
    ['to a test', 'second/a.ts', 'second/testing.ts', 'which is a module of tests'],
  ])('an import %s is found', (_, from, to, why) => {
    expect(wrongImports(small, [one(from, to)])).toEqual([`${from}:1 imports ${to}, ${why}`])
  })

  test('imports of public modules below, of the own folder, and by tests are right', () => {
    const right = [
      one('second/a.ts', 'first/door.ts'),
      one('second/a.ts', 'second/b.ts'),
      one('ground/a.test.ts', 'first/x.ts'),
    ]
    expect(wrongImports(small, [...right, one('second/a.ts', 'first/attic.ts')])).toEqual([])
  })

  test('a public module that only tests import is found', () => {
    expect(unusedModules(small, [one('second/a.test.ts', 'first/door.ts')])).toEqual(['first/door'])
  })

  test('a circle is found with its modules in order', () => {
    expect(circles([one('a', 'b'), one('b', 'c'), one('c', 'b'), one('x', 'a')])).toEqual([['b', 'c', 'b']])
  })
})
