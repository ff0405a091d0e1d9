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
  [['scenario', 'docs/a.md'], { offset: 0, keep: false, only: [], quick: false, arc42: 'docs/a.md' }],
  [['scenario', 'A.MD'], { offset: 0, keep: false, only: [], quick: false, arc42: 'A.MD' }],
  [['scenario', 'a.markdown'], { offset: 0, keep: false, only: [], quick: false, arc42: 'a.markdown' }],
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

test('the amount of work before the backup of a drill can be set', () => {
  expect(parseCommand(['drill', '--units', '40', '--offset', '10000'])).toEqual({
    kind: 'drill',
    offset: 10_000,
    units: 40,
  })
  expect(() => parseCommand(['drill', '--units', '0'])).toThrow('must be a whole number, at least 1')
})

test('--help wins over everything', () => {
  expect(parseCommand(['scenario', '--help'])).toEqual({ kind: 'help' })
  expect(parseCommand(['drill', '-h', '--quick'])).toEqual({ kind: 'help' })
})

test.each([
  [['begin'], 'There is no command begin.'],
  [['start', 'C1'], 'unknown argument C1; name scenarios after --only.'],
  [['scenario', 'a.md', 'C1'], 'a.md contains its own scenarios'],
  [['scenario'], 'Which scenarios?'],
  [
    ['scenario', '10-quality.adoc'],
    '10-quality.adoc is neither a scenario, such as C1, nor a Markdown file (.md or .markdown).',
  ],
  [['start', '--only', 'docs/document'], 'docs/document is neither a scenario'],
  [['start', '--offset', '1e4'], '--offset 1e4: must be a whole number'],
  [['scenario', 'faults', '--seed', 'x'], '--seed x: must be a whole number'],
  [['scenario', 'faults', '--rounds', '0'], '--rounds 0: must be a whole number, at least 1'],
  [['scenario', 'faults', '--minutes', '0'], '--minutes 0: must be a whole number, at least 1'],
  [['scenario', 'faults', '--minutes', 'NaN'], '--minutes NaN: must be a whole number, at least 1'],
  [['scenario', 'P1', '--repeats', '13'], '--repeats 13: must be a whole number from 1 to 12'],
  [['start', '--kep'], "Unknown option '--kep'"],
  [['start', '--only', ''], '--only "" names no scenario'],
  [
    ['start', '--only', ' ,'],
    '--only " ," names no scenario; name some, such as --only C1,P1, or omit it to run the default ones.',
  ],
  [['start', '--keep', '--quick'], '--keep runs no scenario, so --quick has no effect; name scenarios with --only'],
  [['start', '--keep', '--repeats', '5'], 'so --repeats has no effect'],
  [['scenario', '--only', ','], '--only "," names no scenario'],
  [['secrets', 'again'], 'secrets takes no argument again'],
  [['start', '--seed', '7'], 'start has no option --seed; it belongs to scenario faults.'],
  [['--keep', '--units', '7'], 'start has no option --units; it belongs to drill.'],
  [['scenario', 'P1', '--minutes', '3'], 'scenario has no option --minutes; it belongs to scenario faults.'],
  [['scenario', 'faults', '--keep'], 'scenario faults has no option --keep; it belongs to start, scenario.'],
  [['drill', '--quick'], 'drill has no option --quick; it belongs to start, scenario.'],
  [['secrets', '--offset=7'], 'secrets has no option --offset; it belongs to start, scenario, scenario faults, drill.'],
])('%j is refused with what is wrong', (args, message) => {
  expect(() => parseCommand(args)).toThrow(UsageError)
  expect(() => parseCommand(args)).toThrow(message)
})
