import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { judgeRun } from '../judge/judge.ts'
import { writeSyntheticRun } from '../report/synthetic.ts'
import { notesOf, readArc42 } from './arc42.ts'
import { notesOfArc42, writeIntoArc42 } from './files.ts'
import { blockOf, inAFile, placeOf } from './testing.ts'

describe('text that looks like a scenario but is none is not run, and a note names its line:', () => {
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
      '10: this block is not run: "yaml scenarios" is not a scenario',
    ],
    [
      'another language',
      blockOf('C1').replace('yaml ', 'json '),
      '10: this block is not run: "json scenario" is not a scenario',
    ],
    [
      'no word',
      blockOf('C1').replace(' scenario', ''),
      '10: this block is not run: "yaml" is not a scenario; a scenario begins with',
    ],
    [
      'indented as code',
      `Text\n\n${blockOf('C1', '    ')}`,
      '12: this block is not run: four leading spaces make it an indented code block',
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
    ['no language', '```\nbased_on: C1\n```\n', '10: this block is not run: "" is not a scenario'],
    ['JSON', '```json\n{ "based_on": "C1" }\n```\n', '10: this block is not run: "json" is not a scenario'],
    [
      'commented out without the word',
      `<!--\n${blockOf('C1').replace(' scenario', '')}-->\n`,
      '10: this block is not run: it is inside an HTML comment',
    ],
  ])('%s', (_what, text, note) => {
    expect(readArc42(good + text, 'document.md').map(({ based_on }) => based_on)).toEqual(['P2'])
    expect(notesOf(good + text, 'document.md')).toEqual([expect.stringContaining(`document.md:${note}`)])
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
      `${file}: there is a place for the verdict of C1, but no block with this scenario; the place will note that`,
    ])
    const run = join(dirname(file), 'run')
    writeSyntheticRun(run, {})
    const judged = judgeRun(run)
    writeIntoArc42(file, { ...judged, scenarios: judged.scenarios.filter(({ scenario }) => scenario.id === 'P2') }, run)
    const written = readFileSync(file, 'utf8')
    expect(written).toContain(
      '<!-- verdict:C1 -->\nNot judged: no block of this document states C1.\n<!-- /verdict:C1 -->',
    )
    expect(written).not.toContain('✓ Pass\n')
  })

  test('marks in code are none', () => {
    const text = `${good}\n\`\`\`\n${placeOf('P2')}\`\`\`\n`
    expect(readArc42(text, 'document.md')).toHaveLength(1)
  })
})
