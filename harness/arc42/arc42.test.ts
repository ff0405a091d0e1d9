import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readScenarios } from '../scenario/read-scenarios.ts'
import { scenariosFolder } from '../scenario/scenario.ts'
import { applyArc42, readArc42 } from './arc42.ts'
import { scenariosOfArc42 } from './files.ts'
import { document, inAFile, scenarioOfDocument as second } from './testing.ts'

const [c1] = readScenarios(undefined, ['C1'])

test('a block states texts and limits, its scenario document everything else', () => {
  const [stated] = readArc42(document, 'document.md')
  if (stated === undefined || c1 === undefined) throw new Error('nothing read')
  const scenario = applyArc42(c1, stated, 'document.md')
  expect(scenario).toMatchObject({ id: 'C1', source: 'Somebody who tests.', stimulus: c1.stimulus, loads: c1.loads })
  expect(scenario.measures.map(({ id, limit }) => [id, limit])).toEqual([
    ['undone', '== 100 %'],
    ['slowest-release', '< 3 s'],
  ])
})

describe('a mistake is reported with its line and field:', () => {
  test.each([
    ['no scenario', 'based_on', '```yaml scenario', '```yaml', 'document.md: contains no scenario'],
    [
      'no place for the verdict',
      '',
      '<!-- /verdict:C1 -->',
      '',
      'document.md:4:11: based_on: there is no place for the verdict of C1',
    ],
    [
      'an unknown part',
      '',
      'source:',
      'sauce:',
      'document.md:5:1: sauce: is not a known field; did you mean source? There are based_on,',
    ],
    [
      'a part without text',
      '',
      'Somebody who tests.',
      '7',
      'document.md:5:9: source: is the number 7; it must be a text',
    ],
    ['an empty part', '', 'Somebody who tests.', "''", 'document.md:5:9: source: is empty'],
    [
      'an unknown field of a measure',
      '',
      'limit:',
      'limits:',
      'document.md:7:28: measures/0/limits: is not a known field; did you mean limit? There are id, text, limit, target',
    ],
    ['no limit', '', "'< 3 s'", "'<3s'", 'document.md:7:35: measures/0/limit: "<3s" does not fit: an operator'],
    ['no base', '', 'based_on: C1', 'based_on: 3', 'document.md:4:11: based_on: is the number 3; it must be a text'],
    ['no YAML', '', 'source: Somebody', 'source: [Somebody', 'document.md:6:1: /: not YAML: Flow sequence'],
    ['an unclosed block', '', '\n```\n', '\n', 'document.md:3:1: /: this block is never closed'],
  ])('%s', (_what, _field, from, to, message) => {
    expect(document).toContain(from)
    expect(() => readArc42(document.replace(from, to), 'document.md')).toThrow(message)
  })

  test.each([
    [
      'a second block of one document',
      document + second,
      /^document\.md:\d+:11: based_on: another block is also based on C1; /m,
    ],
    [
      'marks that occur twice',
      `${document}<!-- verdict:C1 --><!-- /verdict:C1 -->`,
      /based_on: the marks for .* C1 occur twice/,
    ],
    [
      'a mark inside another place',
      document.replace('old', '<!-- verdict:P1 -->'),
      /based_on: there is another mark between/,
    ],
  ])('%s', (_what, text, message) => {
    expect(() => readArc42(text, 'document.md')).toThrow(message)
  })

  const applied = (from: string, to: string) => () => {
    const [stated] = readArc42(document.replace(from, to), 'document.md')
    if (stated === undefined || c1 === undefined) throw new Error('nothing read')
    return applyArc42(c1, stated, 'document.md')
  }

  test('a measure that the document has not', () => {
    expect(applied('slowest-release', 'fastest')).toThrow(
      'document.md:7:11: measures/0/id: C1 has no measure fastest; there are undone',
    )
  })

  test('a measure that is stated twice', () => {
    const twice = `  - { id: slowest-release, limit: '< 3 s' }\n`
    expect(applied(twice, twice + twice)).toThrow('document.md:8:11: measures/1/id: slowest-release is listed twice')
  })

  test('a limit in the unit of another kind of measure', () => {
    expect(applied('< 3 s', '< 3 /s')).toThrow('document.md:7:35: measures/0/limit: "< 3 /s" has the unit /s, but')
  })

  test('a scenario that is not there', () => {
    const file = inAFile(document.replaceAll('C1', 'C9'))
    expect(() => scenariosOfArc42(file, scenariosFolder)).toThrow(
      'document.md:4:11: based_on: no scenario C9; there are C1,',
    )
    const other = second.replaceAll('C1', 'P1').replace('slowest-release', 'fastest')
    writeFileSync(file, document.replaceAll('C1', 'C9') + other)
    expect(() => scenariosOfArc42(file, scenariosFolder)).toThrow(/C9.*\n.*: P1 has no measure fastest/)
  })
})

test('the document of this project can be read, and each of its scenarios run', () => {
  const file = resolve(import.meta.dirname, '../..', join('docs/arc42/10-quality.md'))
  const stated = readArc42(readFileSync(file, 'utf8'), file)
  const documents = readScenarios(
    undefined,
    stated.map(({ based_on }) => based_on),
  )
  expect(documents).toHaveLength(stated.length)
  for (const one of stated) {
    const scenario = documents.find(({ id }) => id === one.based_on)
    if (scenario !== undefined) expect(applyArc42(scenario, one, file).id).toBe(one.based_on)
  }
})
