import { expect, test } from 'vitest'
import { UsageError } from '../base/errors.ts'
import { parseCommand } from './arguments.ts'

test.each([
  [['start'], { offset: 0, keep: false, only: [], quick: false }],
  [['start', '--keep', '--offset', '10000'], { offset: 10_000, keep: true, only: [], quick: false }],
  [['start', '--only', 'C1, P1', '--quick'], { offset: 0, keep: false, only: ['C1', 'P1'], quick: true }],
  [['scenario', 'C1', 'P1'], { offset: 0, keep: false, only: ['C1', 'P1'], quick: false }],
  [
    ['scenario', 'P1', 'P2', '--repeats', '5'],
    { offset: 0, keep: false, only: ['P1', 'P2'], quick: false, repeats: 5 },
  ],
  [['scenario', 'docs/a.md'], { offset: 0, keep: false, only: [], quick: false, chapter: 'docs/a.md' }],
  [['scenario', 'A.MD'], { offset: 0, keep: false, only: [], quick: false, chapter: 'A.MD' }],
  [['scenario', 'a.markdown'], { offset: 0, keep: false, only: [], quick: false, chapter: 'a.markdown' }],
])('%j is understood', (args, expected) => {
  expect(parseCommand(args)).toEqual({ kind: 'start', repeats: 1, ...expected })
})

test.each([
  [['scenario', 'faults'], { filters: [], seed: 1, rounds: 1, minutes: 20 }],
  [
    ['scenario', 'faults', '--style', 'a', '--phase', 'b', '--seed', '7'],
    { filters: [{ style: 'a', phase: 'b' }], seed: 7 },
  ],
])('%j runs the fault matrix, or a part of it', (args, expected) => {
  expect(parseCommand(args)).toMatchObject({ kind: 'faults', offset: 0, ...expected })
})

test('a drill says how much work comes before the backup', () => {
  expect(parseCommand(['drill', '--units', '40', '--offset', '10000'])).toEqual({
    kind: 'drill',
    offset: 10_000,
    units: 40,
  })
  expect(() => parseCommand(['drill', '--units', '0'])).toThrow('a whole number from 1 on')
})

test('--help wins over everything', () => {
  expect(parseCommand(['scenario', '--help'])).toEqual({ kind: 'help' })
  expect(parseCommand(['drill', '-h', '--quick'])).toEqual({ kind: 'help' })
})

test.each([
  [['begin'], 'There is no command begin.'],
  [['start', 'C1'], 'C1 is not understood; scenarios go after --only.'],
  [['scenario', 'a.md', 'C1'], 'a.md names its scenarios itself'],
  [['scenario'], 'Which scenarios?'],
  [
    ['scenario', '10-quality.adoc'],
    '10-quality.adoc is neither a scenario, such as C1, nor a chapter: that is a Markdown',
  ],
  [['start', '--only', 'docs/chapter'], 'docs/chapter is neither a scenario'],
  [['start', '--offset', '1e4'], '--offset 1e4: a whole number'],
  [['scenario', 'faults', '--seed', 'x'], '--seed x: a whole number'],
  [['scenario', 'faults', '--rounds', '0'], '--rounds 0: a whole number from 1 on'],
  [['scenario', 'faults', '--minutes', '0'], '--minutes 0: a whole number from 1 on'],
  [['scenario', 'faults', '--minutes', 'NaN'], '--minutes NaN: a whole number from 1 on'],
  [['scenario', 'P1', '--repeats', '13'], '--repeats 13: a whole number from 1 to 12'],
  [['start', '--kep'], "Unknown option '--kep'"],
  [['start', '--only', ''], '--only "" names no scenario'],
  [
    ['start', '--only', ' ,'],
    '--only " ," names no scenario; name some, as in --only C1,P1, or leave it out to run all',
  ],
  [['start', '--keep', '--quick'], '--keep runs no scenario, so that --quick changes nothing; name some with --only'],
  [['start', '--keep', '--repeats', '5'], 'so that --repeats changes nothing'],
  [['scenario', '--only', ','], '--only "," names no scenario'],
  [['secrets', 'anew'], 'secrets takes no anew'],
  [['start', '--seed', '7'], '--seed is no option of start; it belongs to scenario faults.'],
  [['--keep', '--units', '7'], '--units is no option of start; it belongs to drill.'],
  [['scenario', 'P1', '--minutes', '3'], '--minutes is no option of scenario; it belongs to scenario faults.'],
  [['scenario', 'faults', '--keep'], '--keep is no option of scenario faults; it belongs to start, scenario.'],
  [['drill', '--quick'], '--quick is no option of drill; it belongs to start, scenario.'],
  [
    ['secrets', '--offset=7'],
    '--offset is no option of secrets; it belongs to start, scenario, scenario faults, drill.',
  ],
])('%j is refused with what is wrong', (args, message) => {
  expect(() => parseCommand(args)).toThrow(UsageError)
  expect(() => parseCommand(args)).toThrow(message)
})
