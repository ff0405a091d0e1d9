import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { judgeRun } from '../judge/judge.ts'
import { writeSyntheticRun } from '../report/synthetic.ts'
import { scenariosFolder } from '../scenario/scenario.ts'
import { scenariosOfArc42, writeIntoArc42 } from './files.ts'
import { blockOf, document, dos, folderOfTest, inAFile, placeOf } from './testing.ts'
import { writeVerdicts } from './verdict-places.ts'
import { verdictTexts } from './verdict-text.ts'

test('verdicts go between the marks, and nothing else changes', () => {
  const texts = new Map([['C1', '| new |']])
  const once = document.replace('old', '| new |')
  expect(writeVerdicts(document, texts)).toEqual({ markdown: once, lost: [] })
  expect(writeVerdicts(once, texts)).toEqual({ markdown: once, lost: [] })
})

test('a target that the loads can never decide is reported before the system starts, with the samples that it needs', () => {
  const text = `${blockOf('P2', '', '< 500 ms', 'latency-p95').replace("' }", "', target: 0.9999 }")}\n${placeOf('P2')}`
  expect(() => scenariosOfArc42(inAFile(text), scenariosFolder)).toThrow(
    /document\.md:4:51: measures\/0\/target: a share of 0\.9999 takes at least 29,956 samples at 95 % confidence, but the load closed offers 600 \w+; lower it to 0\.995$/,
  )
  const nearly = inAFile(text.replace('0.9999', '0.999'))
  expect(() => scenariosOfArc42(nearly, scenariosFolder)).toThrow('or run it with --repeats 5')
  expect(scenariosOfArc42(nearly, scenariosFolder, 5)).toHaveLength(1)
})

test('a document whose marks were removed meanwhile stays as it is', () => {
  for (const mark of ['<!-- verdict:C1 -->', '<!-- /verdict:C1 -->']) {
    const edited = document.replace(mark, '')
    expect(writeVerdicts(edited, new Map([['C1', '| new |']]))).toEqual({ markdown: edited, lost: ['C1'] })
  }
})

test('a document that is a folder, or in another encoding than it would be written in, is refused', () => {
  const folder = folderOfTest()
  expect(() => scenariosOfArc42(folder, scenariosFolder)).toThrow(`${folder} is a folder; name a file.`)
  const file = join(folder, 'document.md')
  writeFileSync(file, document.replace('Prose', 'Größe'), 'latin1')
  expect(() => scenariosOfArc42(file, scenariosFolder)).toThrow(`${file} is not encoded in UTF-8; save it in UTF-8.`)
})

test('verdicts are written into the file, which keeps its byte order mark and its line ends', () => {
  const folder = folderOfTest()
  const [run, file] = [join(folder, 'run'), join(folder, 'document.md')]
  writeSyntheticRun(run, {})
  const text = dos(`\uFEFF${document.replaceAll('C1', 'P2')}`)
  writeFileSync(file, text)
  writeIntoArc42(file, judgeRun(run), run)
  const written = readFileSync(file, 'utf8')
  expect(written).toMatch(/^\uFEFF# 10 Quality\r\n/)
  expect(written).toMatch(/\| choreographed \| ✓ Pass \|/)
  expect(written).not.toMatch(/(?<!\r)\n/)
})

test('a verdict states how many checks held, or that no invariant was checked', () => {
  const folder = folderOfTest()
  writeSyntheticRun(folder, {})
  const judged = judgeRun(folder)
  expect(verdictTexts(judged, 'report.md').get('P2')).toMatch(/ \d+ checks of invariants held\. /)
  const blind = judged.scenarios.map((one) => ({ ...one, run: { ...one.run, invariants: [] } }))
  const text = verdictTexts({ ...judged, scenarios: blind }, 'report.md').get('P2')
  expect(text).toContain('. No invariant was checked. ')
})
