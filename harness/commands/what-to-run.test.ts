import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { DocumentError } from '../scenario/places.ts'
import { scenariosFolder } from '../scenario/scenario.ts'
import { whatToRun } from './what-to-run.ts'

// Inside the project: what the documents name imports its packages.
const root = mkdtempSync(join(scenariosFolder, '../.sagabench/what-to-run-'))
const folder = join(root, 'scenarios')
cpSync(scenariosFolder, folder, { recursive: true })
cpSync(join(scenariosFolder, '../docker-compose.yml'), join(root, 'docker-compose.yml'))
afterAll(() => rmSync(root, { recursive: true }))

const asked = { only: ['P1', 'P2'], quick: false, repeats: 1 }
const edit = (id: string, from: string, to: string): void => {
  const file = join(folder, `${id}.yaml`)
  const text = readFileSync(join(scenariosFolder, `${id}.yaml`), 'utf8')
  expect(text).toContain(from)
  writeFileSync(file, text.replace(from, to))
}

test('documents whose loads can never decide what they state are refused before anything starts, all at once', () => {
  edit('P1', 'target: 0.95', 'target: 0.9999')
  edit('P2', "limit: '> 100 /min'", "limit: '> 9000 /min'")
  const run = () => whatToRun(asked, folder)
  expect(run).toThrow(DocumentError)
  expect(run).toThrow(/P1\.yaml:\d+:13: measures\/0\/target: a share of 0\.9999 takes at least 29,956 samples/)
  expect(run).toThrow(/P2\.yaml:\d+:12: measures\/1\/limit: "> 9000 \/min" can't be met: the load closed offers 1,500/)
})

test('a share that only the short loads can not decide is said before they run', () => {
  edit('P1', 'target: 0.95', 'target: 0.99')
  edit('P2', 'target: 0.95', 'target: 0.95')
  expect(whatToRun(asked, folder).notes).toEqual([])
  const { notes } = whatToRun({ ...asked, quick: true }, folder)
  expect(notes).toHaveLength(1)
  expect(notes[0]).toMatch(/^P1 latency-p95: inconclusive with --quick: a share of 0\.99 takes at least 299 samples/)
})

test('an unknown scenario and a document that does not exist are reported as the user typed them', () => {
  expect(() => whatToRun({ ...asked, only: ['P9'] }, folder)).toThrow('No scenario P9')
  expect(() => whatToRun({ ...asked, only: [], arc42: join(root, 'none.md') }, folder)).toThrow('There is no')
})
