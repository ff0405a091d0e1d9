import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { meets, parseLimit, parseScenario, readScenarios, scenariosFolder } from './scenario.ts'

const text = readFileSync(join(scenariosFolder, 'P1.yaml'), 'utf8')

describe('a scenario document', () => {
  test('of this project is valid, in all its parts', () => {
    expect(readScenarios().map(({ id, styles }) => [id, ...styles])).toEqual([
      ['C1', 'orchestrated', 'choreographed'],
      ['P1', 'orchestrated'],
      ['P2', 'choreographed'],
    ])
  })

  test('without one of the six parts is refused by name', () => {
    const without = text.replace(/^source:.*$/m, '')
    expect(() => parseScenario(without, 'P1.yaml')).toThrow(/P1\.yaml is not a scenario:\n.*source/)
  })

  test('with an unknown field is refused', () => {
    expect(() => parseScenario(`${text}\nsorce: x`, 'P1.yaml')).toThrow(/additional properties/)
  })

  test('that measures a load which it does not have is refused', () => {
    expect(() => parseScenario(text.replace('loads: [closed, open]', 'loads: [closed, opne]'), 'P1.yaml')).toThrow(
      'no load opne',
    )
  })

  test('that is not there is an error that lists those that are', () => {
    expect(() => readScenarios(scenariosFolder, ['P9'])).toThrow('No scenario P9; there are C1,')
  })
})

test('both performance scenarios use the same seed, workload and loads', () => {
  const [p1, p2] = readScenarios(scenariosFolder, ['P1', 'P2'])
  expect([p1?.seed, p1?.workload, p1?.loads]).toEqual([p2?.seed, p2?.workload, p2?.loads])
})

test('a limit is read with its unit, seconds as milliseconds', () => {
  expect(parseLimit('< 2 s')).toEqual({ operator: '<', value: 2_000, unit: 'ms' })
  expect(parseLimit('> 25 /min')).toEqual({ operator: '>', value: 25, unit: '/min' })
  expect([meets(1_999, parseLimit('< 2 s')), meets(2_000, parseLimit('< 2 s'))]).toEqual([true, false])
  expect(() => parseLimit('about 2 s')).toThrow('not a limit')
})
