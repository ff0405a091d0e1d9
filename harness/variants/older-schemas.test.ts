import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { baselineCommand, gateCommand } from '../commands/gate.ts'
import { lineOf, readHistory } from '../history/line.ts'
import { type CapacityRecord, readCapacity, writeCapacity } from './capacity-record.ts'
import { benchFile, writeBench } from './record.ts'
import { recordOf } from './synthetic.ts'
import { readBench } from './whole-record.ts'

/** The record as older versions wrote it. */
const older = (record: object): string =>
  JSON.stringify(record)
    .replaceAll('"variants":', '"arms":')
    .replaceAll('"variant":', '"arm":')
    .replaceAll(/sagabench\/(bench|capacity|history)@2/g, 'sagabench/$1@1')

const emptyFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'sagabench-older-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return folder
}

test('a benchmark of the first schema, which called variants arms, is read as one of today', () => {
  const [folder, record] = [emptyFolder(), recordOf()]
  writeFileSync(benchFile(folder), older(record))
  expect(readBench(folder)).toEqual(record)
})

test('a capacity search of the first schema is read as one of today', () => {
  const folder = emptyFolder()
  const { commit, dirty, startedAt, machine, versions, variants } = recordOf()
  const capacities = [{ variant: 'one', curve: [], law: null, rungs: [], highestPerS: null }]
  const common = { commit, dirty, startedAt, machine, versions, capacities }
  const record: CapacityRecord = { schema: 'sagabench/capacity@2', ...common, variants }
  writeCapacity(folder, record)
  expect(readCapacity(folder)).toEqual(record)
  writeFileSync(join(folder, 'capacity.json'), older(record))
  expect(readCapacity(folder)).toEqual(record)
})

test('a history may mix runs of the first schema with runs of today', () => {
  const file = join(emptyFolder(), 'history.jsonl')
  const [first, second] = [lineOf(recordOf()), lineOf(recordOf({ startedAt: '2026-02-01T00:00:00Z' }))]
  writeFileSync(file, `${older(first)}\n${JSON.stringify(second)}\n`)
  expect(readHistory(file)).toEqual([first, second])
  writeFileSync(file, '{"schema":"sagabench/history@0"}\n')
  expect(() => readHistory(file)).toThrow(
    `${file}:1: unknown schema sagabench/history@0; this version reads sagabench/history@2`,
  )
})

test('a baseline of the first schema still gates new records', () => {
  const folder = emptyFolder()
  const file = join(folder, 'baseline.json')
  vi.spyOn(console, 'log').mockImplementation(() => {})
  onTestFinished(() => void vi.restoreAllMocks())
  writeBench(folder, recordOf())
  baselineCommand(['set', folder, '--baseline', file])
  writeFileSync(file, older({ schema: 'sagabench/baseline@1', setAt: '', record: recordOf() }))
  expect(gateCommand([folder, '--baseline', file])).toBe(0)
})
