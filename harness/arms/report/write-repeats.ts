import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type JudgedRun, judgeRun } from '../../judge/judge.ts'
import { judgeRounds } from '../../judge/rounds.ts'
import { renderBadge, renderCtrf, renderJunit } from '../../report/ci.ts'
import { benchOfRuns } from '../of-runs.ts'
import { writeBench } from '../record.ts'
import { targetsOf } from '../targets.ts'
import { type Repeats, repeatsMarkdown, repeatsPage, repeatsText } from './repeats.ts'

/** Where each round of repeated scenarios has its run and report. */
export const roundsFolder = (folder: string): string => join(folder, 'rounds')

const readRounds = (folder: string): JudgedRun[] => {
  const all = readdirSync(roundsFolder(folder))
    .filter((name) => existsSync(join(roundsFolder(folder), name, 'raw', 'run.json')))
    .sort((a, b) => Number(a) - Number(b))
  return all.map((name) => judgeRun(join(roundsFolder(folder), name)))
}

/**
 * Computes what repeated scenarios say together from the raw data of their rounds: report.md and report.html for people,
 * bench.json to compare, gate and keep, junit.xml, ctrf.json and badge.svg for continuous integration.
 */
export const writeRepeats = (folder: string): { judged: JudgedRun; text: string } => {
  const rounds = readRounds(folder)
  const judged = judgeRounds(rounds)
  const record = benchOfRuns(rounds, targetsOf(judged))
  const repeats: Repeats = { judged, rounds, record }
  writeBench(folder, record)
  writeFileSync(join(folder, 'report.md'), repeatsMarkdown(repeats))
  writeFileSync(join(folder, 'report.html'), repeatsPage(repeats))
  writeFileSync(join(folder, 'junit.xml'), renderJunit(judged))
  writeFileSync(join(folder, 'ctrf.json'), `${JSON.stringify(renderCtrf(judged), null, 2)}\n`)
  writeFileSync(join(folder, 'badge.svg'), renderBadge(judged))
  return { judged, text: repeatsText(repeats) }
}
