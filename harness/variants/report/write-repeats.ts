import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DamagedRecord } from '../../base/errors.ts'
import { type JudgedRun, judgeRun } from '../../judge/judge.ts'
import { judgeRounds } from '../../judge/rounds.ts'
import { renderBadge, renderCtrf, renderJunit } from '../../report/formats/ci.ts'
import { type RoundsSummary, summariseRounds } from '../../report/summary.ts'
import { benchOfRuns } from '../of-runs.ts'
import { writeBench } from '../record.ts'
import { targetsOf } from '../targets.ts'
import { type Repeats, repeatsMarkdown, repeatsPage, repeatsText } from './repeats.ts'

/** The folder of the runs and reports of repeated scenarios, one folder per round. */
export const roundsFolder = (folder: string): string => join(folder, 'rounds')

export const hasRounds = (folder: string): boolean => existsSync(roundsFolder(folder))

/** The folders of all completed rounds, in order. @throws DamagedRecord if there is none */
export const roundFolders = (folder: string): string[] => {
  const ended = readdirSync(roundsFolder(folder))
    .sort((a, b) => Number(a) - Number(b))
    .map((name) => join(roundsFolder(folder), name))
    .filter((round) => existsSync(join(round, 'raw', 'run.json')))
  if (ended.length === 0) throw new DamagedRecord(`${folder} has no completed round`)
  return ended
}

/** The common result of several rounds, for people and for programs. */
export const repeatsOf = (rounds: readonly JudgedRun[]): Repeats & { summary: RoundsSummary } => {
  const judged = judgeRounds(rounds)
  const record = benchOfRuns(rounds, targetsOf(judged))
  return { judged, rounds, record, summary: summariseRounds(judged, rounds.length) }
}

/**
 * Computes the common result of repeated scenarios from the raw data of their rounds: report.md and report.html for people,
 * summary.json for programs, bench.json for compare, gate and history, junit.xml, ctrf.json and badge.svg for continuous
 * integration.
 */
export const writeRepeats = (folder: string): { judged: JudgedRun; text: string } => {
  const repeats = repeatsOf(roundFolders(folder).map(judgeRun))
  const { judged, record, summary } = repeats
  writeBench(folder, record)
  writeFileSync(join(folder, 'summary.json'), `${JSON.stringify(summary, null, 2)}\n`)
  writeFileSync(join(folder, 'report.md'), repeatsMarkdown(repeats))
  writeFileSync(join(folder, 'report.html'), repeatsPage(repeats))
  writeFileSync(join(folder, 'junit.xml'), renderJunit(judged))
  writeFileSync(join(folder, 'ctrf.json'), `${JSON.stringify(renderCtrf(judged), null, 2)}\n`)
  writeFileSync(join(folder, 'badge.svg'), renderBadge(judged))
  return { judged, text: repeatsText(repeats) }
}
