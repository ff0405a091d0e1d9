import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readScenarios } from '../scenario/scenario.ts'
import { applyChapter, readChapter, writeVerdicts } from './chapter.ts'

const chapter = `# 10 Quality

\`\`\`yaml scenario
based_on: C1
source: Somebody who tests.
measures:
  - { id: slowest-release, limit: '< 3 s' }
\`\`\`

<!-- verdict:C1 -->
old
<!-- /verdict:C1 -->

Prose.
`
const [c1] = readScenarios(undefined, ['C1'])

test('a chapter states words and limits, its document says how it is run', () => {
  const [stated] = readChapter(chapter, 'chapter.md')
  if (stated === undefined || c1 === undefined) throw new Error('nothing read')
  const scenario = applyChapter(c1, stated, 'chapter.md')
  expect(scenario).toMatchObject({ id: 'C1', source: 'Somebody who tests.', stimulus: c1.stimulus, loads: c1.loads })
  expect(scenario.measures.map(({ id, limit }) => [id, limit])).toEqual([
    ['undone', '== 100 %'],
    ['slowest-release', '< 3 s'],
  ])
})

test('verdicts go between the marks, and nothing else changes', () => {
  const once = writeVerdicts(chapter, new Map([['C1', '| new |']]))
  expect(once).toBe(chapter.replace('old', '| new |'))
  expect(writeVerdicts(once, new Map([['C1', '| new |']]))).toBe(once)
})

describe('a mistake is told with its line and field:', () => {
  test.each([
    ['no scenario', 'based_on', '```yaml scenario', '```yaml', 'chapter.md: holds no scenario'],
    [
      'no place for the verdict',
      '',
      '<!-- /verdict:C1 -->',
      '',
      'chapter.md:4: there is no place for the verdict of C1',
    ],
    ['an unknown part', '', 'source:', 'sauce:', 'chapter.md:5: sauce: is no part'],
    ['a part without text', '', 'Somebody who tests.', '7', 'chapter.md:5: source: a text'],
    ['an unknown field of a measure', '', 'limit:', 'limits:', 'chapter.md:7: measures/0/limits: is unknown'],
    ['no base', '', 'based_on: C1', 'based_on: 3', 'chapter.md:4: based_on: the id of a scenario document'],
    ['no YAML', '', 'source: Somebody', 'source: [Somebody', 'chapter.md:'],
  ])('%s', (_what, _field, from, to, message) => {
    expect(() => readChapter(chapter.replace(from, to), 'chapter.md')).toThrow(message)
  })

  test('a measure that the document has not', () => {
    const [stated] = readChapter(chapter.replace('slowest-release', 'fastest'), 'chapter.md')
    if (stated === undefined || c1 === undefined) throw new Error('nothing read')
    expect(() => applyChapter(c1, stated, 'chapter.md')).toThrow(
      'chapter.md:4: C1 has no measure fastest; there are undone',
    )
  })
})

test('the chapter of this project can be read, and each of its scenarios run', () => {
  const file = resolve(import.meta.dirname, '../..', join('docs/arc42/10-quality.md'))
  const stated = readChapter(readFileSync(file, 'utf8'), file)
  const documents = readScenarios(
    undefined,
    stated.map(({ based_on }) => based_on),
  )
  expect(documents).toHaveLength(stated.length)
  for (const one of stated) {
    const document = documents.find(({ id }) => id === one.based_on)
    if (document !== undefined) expect(applyChapter(document, one, file).id).toBe(one.based_on)
  }
})
