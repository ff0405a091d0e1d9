import { expect, test } from 'vitest'
import type { Change, Kind } from './core/change.ts'
import type { Comparison } from './evolution.ts'
import { formatComparison, formatHidden, formatSummary } from './format.ts'

const change = (kind: Kind, rule: string, place: string, reviewed?: string): Change => ({
  kind,
  rule,
  place,
  text: 'is different',
  affected: ['desk'],
  key: `d-${place}`,
  released: undefined,
  now: 'books.yaml:7',
  ...(reviewed === undefined ? {} : { reviewed }),
})

const comparison = (version: string, changes: readonly Change[]): Comparison => ({
  document: 'books.yaml',
  released: '1.4.0',
  version,
  compared: '4 operations',
  changes,
  isBroken: version.startsWith('1.') && changes.some(({ kind }) => kind === 'breaking'),
  isUnknown: changes.some(({ kind }) => kind === 'unknown'),
})

const many = [
  ...['a', 'b', 'c'].map((place) => change('breaking', 'property-removed', place)),
  change('breaking', 'type-removed', 'd'),
  change('compatible', 'value-added', 'e'),
  ...['f', 'g'].map((place) => change('documentation', 'documentation', place)),
]

test('what a new major version accepts is one line with a count, and so is what is compatible', () => {
  expect(formatSummary(comparison('2.0.0', many)).split('\n')).toEqual([
    'books.yaml 1.4.0 → 2.0.0 (4 operations)',
    '  ✓ breaking  4 differences, which the new major version 2.0.0 accepts: property-removed (3), type-removed (1)',
    '  + compatible  1 difference: value-added (1)',
    '  · documentation  2 texts changed',
  ])
  expect(formatHidden([comparison('2.0.0', many)])).toBe('5 differences only counted; --all prints each.')
})

test('breaking differences without a new major version are shown in full, and only the compatible ones counted', () => {
  const broken = comparison('1.5.0', many)
  expect(formatSummary(broken).split('\n')).toEqual([
    'books.yaml 1.4.0 → 1.5.0 (4 operations): breaking, so info.version must be 2.0.0 or higher',
    ...['property-removed  a', 'property-removed  b', 'property-removed  c', 'type-removed  d'].flatMap((what) => [
      `  ✗ breaking  ${what}: is different; affects desk`,
      '      at books.yaml:7',
    ]),
    '  + compatible  1 difference: value-added (1)',
    '  · documentation  2 texts changed',
  ])
  expect(formatHidden([broken])).toBe('1 difference only counted; --all prints each.')
})

test('unknown and reviewed differences are shown in full even if a new major version accepts the others', () => {
  const open = comparison('2.0.0', [
    change('unknown', 'no-rule', 'u'),
    change('compatible', 'no-rule', 'r', 'Both accept the same ids.'),
    ...many.slice(0, 1),
  ])
  const text = formatSummary(open)
  expect(text).toContain('  ? unknown  no-rule  u: is different; affects desk\n')
  expect(text).toContain('{ key: d-u, document: books.yaml,')
  expect(text).toContain('r: is different; affects desk; reviewed: Both accept the same ids.')
  expect(text).toContain('✓ breaking  1 difference, which')
})

test('the rules that are named are the most frequent', () => {
  const rules = ['a', 'b', 'b', 'c', 'c', 'c', 'd', 'd', 'd', 'd', 'e'].map((rule, index) =>
    change('compatible', rule, `${index}`),
  )
  expect(formatSummary(comparison('1.5.0', rules))).toContain('11 differences: d (4), c (3), b (2) and 2 other rules')
})

test('with --all every difference has its line, and nothing is hidden', () => {
  const lines = formatComparison(comparison('2.0.0', many)).split('\n')
  expect(lines.filter((line) => line.startsWith('  ✗ breaking'))).toHaveLength(4)
  expect(lines).toContain('  + compatible  value-added  e: is different; affects desk')
  expect(formatHidden([comparison('2.0.0', many.slice(5))])).toBeUndefined()
})
