import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { judgeRun } from '../judge/judge.ts'
import { writeSyntheticRun } from '../report/synthetic.ts'
import { readScenarios } from '../scenario/read-scenarios.ts'
import { scenariosFolder } from '../scenario/scenario.ts'
import { applyArc42, notesOf, readArc42 } from './arc42.ts'
import { notesOfArc42, scenariosOfArc42, writeIntoArc42 } from './files.ts'
import { writeVerdicts } from './verdict-places.ts'
import { verdictTexts } from './verdict-text.ts'

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
  const [stated] = readArc42(chapter, 'chapter.md')
  if (stated === undefined || c1 === undefined) throw new Error('nothing read')
  const scenario = applyArc42(c1, stated, 'chapter.md')
  expect(scenario).toMatchObject({ id: 'C1', source: 'Somebody who tests.', stimulus: c1.stimulus, loads: c1.loads })
  expect(scenario.measures.map(({ id, limit }) => [id, limit])).toEqual([
    ['undone', '== 100 %'],
    ['slowest-release', '< 3 s'],
  ])
})

test('verdicts go between the marks, and nothing else changes', () => {
  const texts = new Map([['C1', '| new |']])
  const once = chapter.replace('old', '| new |')
  expect(writeVerdicts(chapter, texts)).toEqual({ markdown: once, lost: [] })
  expect(writeVerdicts(once, texts)).toEqual({ markdown: once, lost: [] })
})

const dos = (text: string): string => text.replaceAll('\n', '\r\n')
const fenced = (opening: string, closing: string, indent = '') => {
  const [before = '', block = '', after = ''] = chapter.split(/```(?:yaml scenario)?\n/)
  return `${before}${indent}${opening}\n${block}${indent}${closing}\n${after}`
}

describe('a chapter is read as Markdown has it, and keeps its bytes around the verdicts:', () => {
  const block = chapter.slice(chapter.indexOf('```yaml'))
  test.each([
    ['lines that end as on Windows', dos(chapter)],
    ['a byte order mark', `\uFEFF${chapter}`],
    ['a byte order mark before the block', `\uFEFF${block}`],
    ['both', dos(`\uFEFF${block}`)],
    ['one line alone that ends as on Windows', chapter.replace('# 10 Quality\n', '# 10 Quality\r\n')],
    ['YAML in capitals', fenced('```YAML scenario', '```')],
    ['yml', fenced('```yml scenario', '```')],
    ['Yml, indented, more words', fenced('``` Yml  Scenario {#c1}', '```', '   ')],
    ['tildes', fenced('~~~yaml scenario', '~~~')],
    ['a longer fence', fenced('~~~~ yaml scenario', '~~~~')],
    ['a closing fence that is longer', fenced('```yaml scenario', '`````  ')],
    ["Pandoc's attributes", fenced('```{.yaml .scenario}', '```')],
    ['attributes in another order, and more', fenced('``` { #c1 .scenario .YAML x="y" }', '```')],
    ['a language and attributes', fenced('```yaml {.scenario}', '```')],
    ['an example in another block', `\`\`\`\`markdown\n${block.slice(0, block.indexOf('<!--'))}\`\`\`\`\n\n${chapter}`],
  ])('%s', (_what, text) => {
    const once = text.replaceAll(/(-->\r?\n)old/g, '$1| new |')
    expect(readArc42(text, 'chapter.md')).toMatchObject([{ based_on: 'C1', parts: { source: 'Somebody who tests.' } }])
    expect(writeVerdicts(text, new Map([['C1', '| new |']]))).toEqual({ markdown: once, lost: [] })
  })

  test.each([
    ['indented as code', fenced('```yaml scenario', '```', '    ')],
    ['another language', fenced('```yamls scenario', '```')],
    ['another word', fenced('```yaml scenarios', '```')],
    ['a backtick in the words behind backticks', fenced('```yaml scenario `', '```')],
    ['inside another block', `~~~\n${chapter}`],
  ])('no scenario: %s', (_what, text) => {
    expect(() => readArc42(text, 'chapter.md')).toThrow('holds no scenario')
  })

  test.each([
    ['tildes', fenced('```yaml scenario', '~~~')],
    ['a shorter fence', fenced('````yaml scenario', '```')],
    ['a fence with a word', fenced('```yaml scenario', '``` end')],
  ])('%s do not close it', (_what, text) => {
    expect(() => readArc42(text, 'chapter.md')).toThrow('chapter.md:3:1: /: this block is never closed')
  })
})

/** A block that states a document, its lines behind a prefix. */
const blockOf = (id: string, prefix = '', limit = '< 3 s', measure = 'slowest-release'): string =>
  ['```yaml scenario', `based_on: ${id}`, 'measures:', `  - { id: ${measure}, limit: '${limit}' }`, '```']
    .map((line) => `${prefix}${line}\n`)
    .join('')
const placeOf = (id: string, prefix = ''): string =>
  `${prefix}<!-- verdict:${id} -->\n${prefix}<!-- /verdict:${id} -->\n`
const inAFile = (text: string): string => {
  const folder = mkdtempSync(join(tmpdir(), 'sagabench-chapter-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'chapter.md')
  writeFileSync(file, text)
  return file
}

describe('a block in a list or a quotation is run like any other:', () => {
  test.each([
    ['a list', `1.  Nothing stays.\n\n${blockOf('C1', '    ')}\n${placeOf('C1', '    ')}`],
    ['a list without blank lines', `- Nothing stays.\n${blockOf('C1', '  ')}${placeOf('C1', '  ')}`],
    ['a quotation', `${blockOf('C1', '> ')}>\n${placeOf('C1', '> ')}`],
    ['a list in a quotation', `> - Nothing stays.\n>\n${blockOf('C1', '>   ')}>\n${placeOf('C1', '>   ')}`],
    ['a list in a list', `- One\n  - Two\n\n${blockOf('C1', '    ')}\n${placeOf('C1', '    ')}`],
  ])('%s', (_what, text) => {
    for (const one of [text, dos(text)]) {
      expect(readArc42(one, 'chapter.md')).toMatchObject([{ based_on: 'C1' }])
      const { markdown, lost } = writeVerdicts(one, new Map([['C1', '| a |\n\n| b |']]))
      expect(lost).toEqual([])
      // Writing the verdicts a second time changes nothing.
      expect(readArc42(markdown, 'chapter.md')).toMatchObject([{ based_on: 'C1' }])
      expect(writeVerdicts(markdown, new Map([['C1', '| a |\n\n| b |']]))).toEqual({ markdown, lost: [] })
      const [opening, , , , closing] = markdown
        .split('\n')
        .slice(markdown.split('\n').findIndex((l) => l.includes('<!-- verdict')))
      expect(closing?.replace('/', '')).toBe(opening)
    }
  })

  test('a mistake in one has the line and column of the file', () => {
    const text = `> 1.  Nothing stays.\n>\n${blockOf('C1', '>     ', '<3s')}>\n${placeOf('C1', '>     ')}`
    expect(() => readArc42(text, 'chapter.md')).toThrow('chapter.md:6:41: measures/0/limit: "<3s" does not fit')
    expect(text.split('\n')[5]?.slice(40)).toMatch(/^'<3s'/)
  })
})

describe('what a reader could take for a scenario and is none is not run, and named by its line:', () => {
  const good = `${blockOf('P2', '', '< 500 ms', 'latency-p95')}\n${placeOf('P2')}\n`
  test.each([
    [
      'commented out',
      `<!-- until then:\n\n${blockOf('C1')}\n-->\n`,
      '12: this block is not run: it is inside an HTML comment',
    ],
    [
      'a comment that never ends',
      `<!-- until then:\n${blockOf('C1')}`,
      '11: this block is not run: it is inside an HTML comment',
    ],
    [
      'in HTML without an empty line',
      `<details>\n${blockOf('C1')}</details>\n`,
      '11: this block is not run: it is inside HTML',
    ],
    [
      'in a comment in a list',
      `- a\n\n  <!-- b\n${blockOf('C1', '  ')}  -->\n`,
      '13: this block is not run: it is inside an HTML comment',
    ],
    [
      'another word',
      blockOf('C1').replace('scenario', 'scenarios'),
      '10: this block is not run: "yaml scenarios" is no scenario',
    ],
    [
      'another language',
      blockOf('C1').replace('yaml ', 'json '),
      '10: this block is not run: "json scenario" is no scenario',
    ],
    [
      'no word',
      blockOf('C1').replace(' scenario', ''),
      '10: this block is not run: "yaml" is no scenario; a scenario begins with',
    ],
    [
      'indented as code',
      `Text\n\n${blockOf('C1', '    ')}`,
      '12: this block is not run: indented by four blanks it is code',
    ],
    [
      'in a block that is never closed before it',
      `\`\`\`bash\ncurl\n\n${blockOf('C1')}`,
      '13: this block is not run: it is inside the block of line 10, which is not closed',
    ],
    [
      'indented so far that it goes on with the text before it',
      `Text\n${blockOf('C1', '    ')}`,
      '11: this block is not run: Markdown reads it as text',
    ],
    [
      'a backtick after its opening',
      blockOf('C1').replace('scenario', 'scenario `C1`'),
      '10: this block is not run: Markdown reads it as text',
    ],
    [
      'in a comment that begins within other HTML',
      `<details>\n<!-- until then:\n\n${blockOf('C1')}\n-->\n</details>\n`,
      '13: this block is not run: it is inside an HTML comment',
    ],
    ['no language', '```\nbased_on: C1\n```\n', '10: this block is not run: "" is no scenario'],
    ['JSON', '```json\n{ "based_on": "C1" }\n```\n', '10: this block is not run: "json" is no scenario'],
    [
      'commented out without the word',
      `<!--\n${blockOf('C1').replace(' scenario', '')}-->\n`,
      '10: this block is not run: it is inside an HTML comment',
    ],
  ])('%s', (_what, text, note) => {
    expect(readArc42(good + text, 'chapter.md').map(({ based_on }) => based_on)).toEqual(['P2'])
    expect(notesOf(good + text, 'chapter.md')).toEqual([expect.stringContaining(`chapter.md:${note}`)])
  })

  test('prose, other code and examples in other blocks are not named', () => {
    const example = `\`\`\`\`markdown\n${blockOf('C1')}\`\`\`\`\n`
    expect(
      notesOf(`${good}A scenario.\n\n<!-- a scenario -->\n\n${example}\n\`\`\`yaml\na: 1\n\`\`\`\n`, 'a.md'),
    ).toEqual([])
  })

  test('its place for a verdict says so, instead of an older verdict', () => {
    const commented = `<!--\n\n${blockOf('C1')}\n-->\n<!-- verdict:C1 -->\n✓ Pass\n<!-- /verdict:C1 -->\n`
    const file = inAFile(good + commented)
    expect(notesOfArc42(file)).toEqual([
      `${file}:12: this block is not run: it is inside an HTML comment`,
      `${file}: there is a place for the verdict of C1, but no block that states it; the place will say so`,
    ])
    const run = join(dirname(file), 'run')
    writeSyntheticRun(run, {})
    const judged = judgeRun(run)
    writeIntoArc42(file, { ...judged, scenarios: judged.scenarios.filter(({ scenario }) => scenario.id === 'P2') }, run)
    const written = readFileSync(file, 'utf8')
    expect(written).toContain(
      '<!-- verdict:C1 -->\nNot judged: no block of this chapter states C1.\n<!-- /verdict:C1 -->',
    )
    expect(written).not.toContain('✓ Pass\n')
  })

  test('marks in code are none', () => {
    const text = `${good}\n\`\`\`\n${placeOf('P2')}\`\`\`\n`
    expect(readArc42(text, 'chapter.md')).toHaveLength(1)
  })
})

test('a target that the loads can never decide is reported before the system starts, with the samples that it needs', () => {
  const text = `${blockOf('P2', '', '< 500 ms', 'latency-p95').replace("' }", "', target: 0.9999 }")}\n${placeOf('P2')}`
  expect(() => scenariosOfArc42(inAFile(text), scenariosFolder)).toThrow(
    /chapter\.md:4:51: measures\/0\/target: a share of 0\.9999 takes at least 29,956 samples at 95 % confidence, but the load closed offers 600 \w+; lower it to 0\.995$/,
  )
  const nearly = inAFile(text.replace('0.9999', '0.999'))
  expect(() => scenariosOfArc42(nearly, scenariosFolder)).toThrow('or run it with --repeats 5')
  expect(scenariosOfArc42(nearly, scenariosFolder, 5)).toHaveLength(1)
})

test('a chapter whose marks were taken away meanwhile is left as it is', () => {
  for (const mark of ['<!-- verdict:C1 -->', '<!-- /verdict:C1 -->']) {
    const edited = chapter.replace(mark, '')
    expect(writeVerdicts(edited, new Map([['C1', '| new |']]))).toEqual({ markdown: edited, lost: ['C1'] })
  }
})

describe('a mistake is reported with its line and field:', () => {
  test.each([
    ['no scenario', 'based_on', '```yaml scenario', '```yaml', 'chapter.md: holds no scenario'],
    [
      'no place for the verdict',
      '',
      '<!-- /verdict:C1 -->',
      '',
      'chapter.md:4:11: based_on: there is no place for the verdict of C1',
    ],
    [
      'an unknown part',
      '',
      'source:',
      'sauce:',
      'chapter.md:5:1: sauce: is not a known field; did you mean source? There are based_on,',
    ],
    [
      'a part without text',
      '',
      'Somebody who tests.',
      '7',
      'chapter.md:5:9: source: is the number 7; it must be a text',
    ],
    ['an empty part', '', 'Somebody who tests.', "''", 'chapter.md:5:9: source: is empty'],
    [
      'an unknown field of a measure',
      '',
      'limit:',
      'limits:',
      'chapter.md:7:28: measures/0/limits: is not a known field; did you mean limit? There are id, text, limit, target',
    ],
    ['no limit', '', "'< 3 s'", "'<3s'", 'chapter.md:7:35: measures/0/limit: "<3s" does not fit: an operator'],
    ['no base', '', 'based_on: C1', 'based_on: 3', 'chapter.md:4:11: based_on: is the number 3; it must be a text'],
    ['no YAML', '', 'source: Somebody', 'source: [Somebody', 'chapter.md:6:1: /: not YAML: Flow sequence'],
    ['an unclosed block', '', '\n```\n', '\n', 'chapter.md:3:1: /: this block is never closed'],
  ])('%s', (_what, _field, from, to, message) => {
    expect(chapter).toContain(from)
    expect(() => readArc42(chapter.replace(from, to), 'chapter.md')).toThrow(message)
  })

  const second = chapter.slice(chapter.indexOf('```yaml'), chapter.indexOf('Prose'))
  test.each([
    [
      'a second block of one document',
      chapter + second,
      /^chapter\.md:\d+:11: based_on: another block is based on C1; /m,
    ],
    [
      'marks that occur twice',
      `${chapter}<!-- verdict:C1 --><!-- /verdict:C1 -->`,
      /based_on: the marks for .* C1 occur twice/,
    ],
    [
      'a mark inside another place',
      chapter.replace('old', '<!-- verdict:P1 -->'),
      /based_on: there is another mark between/,
    ],
  ])('%s', (_what, text, message) => {
    expect(() => readArc42(text, 'chapter.md')).toThrow(message)
  })

  const applied = (from: string, to: string) => () => {
    const [stated] = readArc42(chapter.replace(from, to), 'chapter.md')
    if (stated === undefined || c1 === undefined) throw new Error('nothing read')
    return applyArc42(c1, stated, 'chapter.md')
  }

  test('a measure that the document has not', () => {
    expect(applied('slowest-release', 'fastest')).toThrow(
      'chapter.md:7:11: measures/0/id: C1 has no measure fastest; there are undone',
    )
  })

  test('a measure that is stated twice', () => {
    const twice = `  - { id: slowest-release, limit: '< 3 s' }\n`
    expect(applied(twice, twice + twice)).toThrow('chapter.md:8:11: measures/1/id: slowest-release is listed twice')
  })

  test('a limit in the unit of another kind of measure', () => {
    expect(applied('< 3 s', '< 3 /s')).toThrow('chapter.md:7:35: measures/0/limit: "< 3 /s" has the unit /s, but')
  })

  test('a scenario that is not there', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'sagabench-chapter-')), 'chapter.md')
    writeFileSync(file, chapter.replaceAll('C1', 'C9'))
    expect(() => scenariosOfArc42(file, scenariosFolder)).toThrow(
      'chapter.md:4:11: based_on: no scenario C9; there are C1,',
    )
    const other = second.replaceAll('C1', 'P1').replace('slowest-release', 'fastest')
    writeFileSync(file, chapter.replaceAll('C1', 'C9') + other)
    expect(() => scenariosOfArc42(file, scenariosFolder)).toThrow(/C9.*\n.*: P1 has no measure fastest/)
    rmSync(dirname(file), { recursive: true })
  })
})

test('a chapter that is a folder, or in another encoding than it would be written in, is refused', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sagabench-chapter-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  expect(() => scenariosOfArc42(folder, scenariosFolder)).toThrow(`${folder} is a folder; name a file.`)
  const file = join(folder, 'chapter.md')
  writeFileSync(file, chapter.replace('Prose', 'Größe'), 'latin1')
  expect(() => scenariosOfArc42(file, scenariosFolder)).toThrow(`${file} is not encoded in UTF-8; save it in UTF-8.`)
})

test('verdicts are written into the file, which keeps its byte order mark and its line ends', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sagabench-chapter-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const [run, file] = [join(folder, 'run'), join(folder, 'chapter.md')]
  writeSyntheticRun(run, {})
  const text = dos(`\uFEFF${chapter.replaceAll('C1', 'P2')}`)
  writeFileSync(file, text)
  writeIntoArc42(file, judgeRun(run), run)
  const written = readFileSync(file, 'utf8')
  expect(written).toMatch(/^\uFEFF# 10 Quality\r\n/)
  expect(written).toMatch(/\| choreographed \| ✓ Pass \|/)
  expect(written).not.toMatch(/(?<!\r)\n/)
})

test('a chapter tells how many checks held, and of none that nobody looked', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sagabench-chapter-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  writeSyntheticRun(folder, {})
  const judged = judgeRun(folder)
  expect(verdictTexts(judged, 'report.md').get('P2')).toMatch(/ \d+ checks of invariants held\. /)
  const blind = judged.scenarios.map((one) => ({ ...one, run: { ...one.run, invariants: [] } }))
  const text = verdictTexts({ ...judged, scenarios: blind }, 'report.md').get('P2')
  expect(text).toContain('. No invariant was checked. ')
})

test('the chapter of this project can be read, and each of its scenarios run', () => {
  const file = resolve(import.meta.dirname, '../..', join('docs/arc42/10-quality.md'))
  const stated = readArc42(readFileSync(file, 'utf8'), file)
  const documents = readScenarios(
    undefined,
    stated.map(({ based_on }) => based_on),
  )
  expect(documents).toHaveLength(stated.length)
  for (const one of stated) {
    const document = documents.find(({ id }) => id === one.based_on)
    if (document !== undefined) expect(applyArc42(document, one, file).id).toBe(one.based_on)
  }
})
