import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { UsageError } from '#harness/base/errors.ts'
import { exitCodes } from '#harness/commands/exit-codes.ts'
import { reportError } from '#harness/commands/report-error.ts'
import { makeFolder } from '#harness/commands/run.ts'
import { attended } from '#harness/commands/with-system.ts'
import { verdictExitCodes } from '#harness/judge/verdict.ts'
import { readScenarios, type Scenario, scenariosFolder } from '#harness/scenario/documents.ts'
import { describeCommit, describeMachine, findK6 } from '#harness/scenario/running.ts'
import { writeSensitivity } from '#harness/sensitivity/file.ts'
import { sensitivityMarkdown } from '#harness/sensitivity/markdown.ts'
import type { SensitivityRecord } from '#harness/sensitivity/record.ts'
import { runSensitivity } from '#harness/sensitivity/run-sensitivity.ts'
import { cellLine, sensitivityTable } from '#harness/sensitivity/text.ts'
import { systemClock } from '#platform/base/clock.ts'
import { say } from '#platform/base/say.ts'
import { plantedChanges } from './changes.ts'
import { openLab } from './lab.ts'

const help = `Checks the sensitivity of scenarios: plants one change after another in a system of its own, runs each scenario
in a short form, and reports which changes turn it red, and which it misses although they harm what it claims.

  npm run sensitivity                            the scenarios of npm start, all changes; about ten minutes
  npm run sensitivity -- C1 P2                   run only these scenarios
  npm run sensitivity -- --changes no-undo       plant only these changes (comma-separated)
  npm run sensitivity -- --offset 7000           use another offset for all ports (default 9000)

Changes:
${plantedChanges.map(({ id, text }) => `  ${id.padEnd(16)} ${text}`).join('\n')}

The record goes to reports/<date>-<commit>-sensitivity/: sensitivity.json and sensitivity.md.
Exit codes: 0 every scenario is sensitive, 1 one missed a change, 2 undecided, 64 and above: could not run.`

const projectRoot = resolve(import.meta.dirname, '../..')

type Asked = {
  offset: number
  scenarios: Scenario[]
  changes: typeof plantedChanges
  complete: SensitivityRecord['complete']
}

const changesOf = (list: string | undefined): typeof plantedChanges => {
  if (list === undefined) return plantedChanges
  const wanted = list.split(',').filter((id) => id !== '')
  if (wanted.length === 0) throw new UsageError(`--changes "${list}" names no change; omit the option to plant all.`)
  const unknown = wanted.filter((id) => !plantedChanges.some((change) => change.id === id))
  if (unknown.length > 0)
    throw new UsageError(
      `Unknown change ${unknown.join(', ')}; known: ${plantedChanges.map(({ id }) => id).join(', ')}.`,
    )
  return plantedChanges.filter(({ id }) => wanted.includes(id))
}

const scenariosOf = (ids: readonly string[]): Scenario[] => {
  const scenarios = readScenarios(scenariosFolder, ids)
  for (const { id, blind_to = [] } of scenarios)
    for (const { change } of blind_to)
      if (!plantedChanges.some((one) => one.id === change))
        throw new Error(`${id}.yaml: blind_to: unknown change ${change}`)
  return scenarios
}

/** Undefined when help is requested. @throws UsageError */
const readAsked = (args: readonly string[]): Asked | undefined => {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h', default: false },
        offset: { type: 'string', default: '9000' },
        changes: { type: 'string' },
      },
    })
    if (values.help) return undefined
    if (!/^\d{1,5}$/.test(values.offset)) throw new Error(`--offset takes a whole number, not ${values.offset}`)
    return {
      offset: Number(values.offset),
      scenarios: scenariosOf(positionals),
      changes: changesOf(values.changes),
      complete: { scenarios: positionals.length === 0, changes: values.changes === undefined },
    }
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}

const main = async (args: readonly string[]): Promise<number> => {
  const asked = readAsked(args)
  if (asked === undefined) {
    say(help)
    return exitCodes.pass
  }
  const { offset, scenarios, changes, complete } = asked
  const { progress, signal } = attended()
  const k6 = findK6(projectRoot)
  const startedAt = new Date().toISOString()
  const { commit, dirty } = describeCommit(projectRoot)
  const folder = makeFolder(join(projectRoot, 'reports'), `${startedAt.slice(0, 10)}-${commit}-sensitivity`)
  const looked = await runSensitivity(
    {
      lab: openLab({ offset, projectRoot, signal, progress: progress.status }),
      ...{ scenariosFolder, folder, k6: k6.path, runId: Date.now().toString(36), clock: systemClock, progress, signal },
      onCell: (cell) => (cell.outcome === 'absent' ? undefined : progress.line(cellLine(cell))),
    },
    scenarios,
    changes,
  ).catch((error: unknown) => {
    throw signal.aborted ? signal.reason : error
  })
  const record: SensitivityRecord = {
    ...{ schema: 'sagabench/sensitivity@1', commit, dirty, startedAt, endedAt: new Date().toISOString() },
    machine: describeMachine(),
    versions: { node: process.versions.node, k6: k6.version },
    command: `npm run sensitivity -- ${args.join(' ')}`.replace(/ -- $/, ''),
    complete,
    changes: changes.map(({ patches: _, ...change }) => change),
    ...looked,
  }
  const { verdict } = writeSensitivity(folder, record)
  writeFileSync(join(folder, 'sensitivity.md'), sensitivityMarkdown(record))
  say(`\n${sensitivityTable(record)}\n\n  record: ${join(folder, 'sensitivity.md')}\n`)
  return verdictExitCodes[verdict]
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  process.exitCode = reportError(error, 'npm run sensitivity -- --help')
}
