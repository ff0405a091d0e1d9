import { describe, expect, test } from 'vitest'
import { readArc42 } from './arc42.ts'
import { blockOf, document, dos, placeOf } from './testing.ts'
import { writeVerdicts } from './verdict-places.ts'

const fenced = (opening: string, closing: string, indent = '') => {
  const [before = '', block = '', after = ''] = document.split(/```(?:yaml scenario)?\n/)
  return `${before}${indent}${opening}\n${block}${indent}${closing}\n${after}`
}

describe('a document is read by the rules of Markdown, and keeps its bytes around the verdicts:', () => {
  const block = document.slice(document.indexOf('```yaml'))
  test.each([
    ['lines that end as on Windows', dos(document)],
    ['a byte order mark', `\uFEFF${document}`],
    ['a byte order mark before the block', `\uFEFF${block}`],
    ['both', dos(`\uFEFF${block}`)],
    ['one line alone that ends as on Windows', document.replace('# 10 Quality\n', '# 10 Quality\r\n')],
    ['YAML in capitals', fenced('```YAML scenario', '```')],
    ['yml', fenced('```yml scenario', '```')],
    ['Yml, indented, more words', fenced('``` Yml  Scenario {#c1}', '```', '   ')],
    ['tildes', fenced('~~~yaml scenario', '~~~')],
    ['a longer fence', fenced('~~~~ yaml scenario', '~~~~')],
    ['a closing fence that is longer', fenced('```yaml scenario', '`````  ')],
    ["Pandoc's attributes", fenced('```{.yaml .scenario}', '```')],
    ['attributes in another order, and more', fenced('``` { #c1 .scenario .YAML x="y" }', '```')],
    ['a language and attributes', fenced('```yaml {.scenario}', '```')],
    [
      'an example in another block',
      `\`\`\`\`markdown\n${block.slice(0, block.indexOf('<!--'))}\`\`\`\`\n\n${document}`,
    ],
  ])('%s', (_what, text) => {
    const once = text.replaceAll(/(-->\r?\n)old/g, '$1| new |')
    expect(readArc42(text, 'document.md')).toMatchObject([{ based_on: 'C1', parts: { source: 'Somebody who tests.' } }])
    expect(writeVerdicts(text, new Map([['C1', '| new |']]))).toEqual({ markdown: once, lost: [] })
  })

  test.each([
    ['indented as code', fenced('```yaml scenario', '```', '    ')],
    ['another language', fenced('```yamls scenario', '```')],
    ['another word', fenced('```yaml scenarios', '```')],
    ['a backtick in the words behind backticks', fenced('```yaml scenario `', '```')],
    ['inside another block', `~~~\n${document}`],
  ])('no scenario: %s', (_what, text) => {
    expect(() => readArc42(text, 'document.md')).toThrow('contains no scenario')
  })

  test.each([
    ['tildes', fenced('```yaml scenario', '~~~')],
    ['a shorter fence', fenced('````yaml scenario', '```')],
    ['a fence with a word', fenced('```yaml scenario', '``` end')],
  ])('%s do not close it', (_what, text) => {
    expect(() => readArc42(text, 'document.md')).toThrow('document.md:3:1: /: this block is never closed')
  })
})

describe('a block in a list or a quotation is run like any other:', () => {
  test.each([
    ['a list', `1.  Nothing stays.\n\n${blockOf('C1', '    ')}\n${placeOf('C1', '    ')}`],
    ['a list without blank lines', `- Nothing stays.\n${blockOf('C1', '  ')}${placeOf('C1', '  ')}`],
    ['a quotation', `${blockOf('C1', '> ')}>\n${placeOf('C1', '> ')}`],
    ['a list in a quotation', `> - Nothing stays.\n>\n${blockOf('C1', '>   ')}>\n${placeOf('C1', '>   ')}`],
    ['a list in a list', `- One\n  - Two\n\n${blockOf('C1', '    ')}\n${placeOf('C1', '    ')}`],
  ])('%s', (_what, text) => {
    for (const one of [text, dos(text)]) {
      expect(readArc42(one, 'document.md')).toMatchObject([{ based_on: 'C1' }])
      const { markdown, lost } = writeVerdicts(one, new Map([['C1', '| a |\n\n| b |']]))
      expect(lost).toEqual([])
      // Writing the verdicts a second time changes nothing.
      expect(readArc42(markdown, 'document.md')).toMatchObject([{ based_on: 'C1' }])
      expect(writeVerdicts(markdown, new Map([['C1', '| a |\n\n| b |']]))).toEqual({ markdown, lost: [] })
      const [opening, , , , closing] = markdown
        .split('\n')
        .slice(markdown.split('\n').findIndex((l) => l.includes('<!-- verdict')))
      expect(closing?.replace('/', '')).toBe(opening)
    }
  })

  test('a mistake in one has the line and column of the file', () => {
    const text = `> 1.  Nothing stays.\n>\n${blockOf('C1', '>     ', '<3s')}>\n${placeOf('C1', '>     ')}`
    expect(() => readArc42(text, 'document.md')).toThrow('document.md:6:41: measures/0/limit: "<3s" does not fit')
    expect(text.split('\n')[5]?.slice(40)).toMatch(/^'<3s'/)
  })
})
