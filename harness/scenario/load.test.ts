import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findK6 } from './k6.ts'
import { planLoad, runLoad } from './load.ts'
import { readSamples } from './raw.ts'
import { latencyMs, type Sample, startLagMs } from './sample.ts'
import type { Load, LoadModel } from './scenario.ts'

const root = resolve(import.meta.dirname, '../..')

const loadOf = (model: LoadModel): Load => ({
  id: 'l',
  text: '',
  judged: true,
  model,
  duration_s: 1,
  quick_duration_s: 1,
})

describe('the plan of a load', () => {
  test('paces all users together to the rate, with equal iterations for each', () => {
    const plan = planLoad(loadOf({ kind: 'closed', users: 50, paced_to: '25/s' }), 24)
    expect(plan).toMatchObject({ offered: 600, pacing: { kind: 'paced', users: 50, periodMs: 2_000 } })
  })

  test('with an open rate offers that rate however slow the system is', () => {
    expect(planLoad(loadOf({ kind: 'open', rate: '50/s', most_in_flight: 250 }), 16)).toMatchObject({
      offered: 800,
      pacing: { kind: 'open', intervalMs: 20 },
    })
  })

  test('without pause has no fixed number of units', () => {
    expect(planLoad(loadOf({ kind: 'closed', users: 50, paced_to: null }), 8).offered).toBeNull()
  })
})

let server: Server
let folder: string
let delayMs = 0

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sagabench-k6-'))
  server = createServer((_incoming, response) => setTimeout(() => response.end('{}'), delayMs)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const records = join(root, 'scenarios/k6/record.ts')
  writeFileSync(
    join(folder, 'script.ts'),
    `import http from 'k6/http'
import { handleSummary, record } from '${records}'
export { handleSummary }
const config = JSON.parse(open(__ENV.CONFIG))
export default function () {
  record(config.pacing, (i) => {
    if (i === 3) throw new Error('broken')
    const { status } = http.get(config.baseUrl)
    return { outcome: status === 200 ? 'succeeded' : 'error', id: null, status, reason: null, accepted: null }
  })
}`,
  )
})

afterAll(() => {
  server.closeAllConnections()
  server.close()
  rmSync(folder, { recursive: true, force: true })
})

const runModel = async (name: string, model: LoadModel, durationS: number) => {
  const plan = planLoad(loadOf(model), durationS)
  const rawFile = join(folder, `${name}.ndjson`)
  writeFileSync(join(folder, 'inputs.json'), '[]')
  const generator = await runLoad({
    k6: findK6(root).path,
    script: join(folder, 'script.ts'),
    plan,
    inputsFile: join(folder, 'inputs.json'),
    rawFile,
    logFile: join(folder, `${name}.log`),
    workFolder: folder,
    name,
    target: { baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}` },
  })
  return { generator, samples: readSamples(rawFile), plan }
}

const byPlace = (samples: readonly Sample[]): Sample[] => [...samples].sort((a, b) => a.i - b.i)

describe('k6 writes one line per unit of work', () => {
  test('at its time, and records an exception of the script as an error', async () => {
    delayMs = 5
    const before = Date.now()
    const { generator, samples } = await runModel('paced', { kind: 'closed', users: 5, paced_to: '20/s' }, 2)
    expect(generator).toMatchObject({ offered: 40, started: 40, dropped: 0, exitCode: 0 })
    const beganAt = Date.parse(generator.startedAt ?? '')
    expect(beganAt).toBeGreaterThanOrEqual(before - 1)
    expect(beganAt + generator.durationMs).toBeLessThanOrEqual(Date.now() + 1)
    expect(byPlace(samples).map(({ i }) => i)).toEqual(Array.from({ length: 40 }, (_, i) => i))
    expect(byPlace(samples).map(({ intended }) => intended)).toEqual(Array.from({ length: 40 }, (_, i) => i * 50))
    expect(samples.filter(({ outcome }) => outcome === 'error').map(({ i }) => i)).toEqual([3])
    expect(Math.max(...samples.map(startLagMs))).toBeLessThan(500)
  })

  test('open arrivals count from their intended start, and dropped ones are reported', async () => {
    delayMs = 400
    const { generator, samples } = await runModel('open', { kind: 'open', rate: '50/s', most_in_flight: 4 }, 2)
    expect(generator.dropped).toBeGreaterThan(20)
    expect(generator.dropped + generator.started).toBeGreaterThanOrEqual(100)
    expect(Math.min(...samples.filter(({ outcome }) => outcome === 'succeeded').map(latencyMs))).toBeGreaterThanOrEqual(
      400,
    )
  })

  test('a script that fails to start is reported with the output of k6', async () => {
    const plan = planLoad(loadOf({ kind: 'closed', users: 1, paced_to: null }), 1)
    writeFileSync(join(folder, 'broken.ts'), 'import nothing from "./not-there.ts"')
    await expect(
      runLoad({
        k6: findK6(root).path,
        script: join(folder, 'broken.ts'),
        plan,
        inputsFile: join(folder, 'inputs.json'),
        rawFile: join(folder, 'broken.ndjson'),
        logFile: join(folder, 'broken.log'),
        workFolder: folder,
        name: 'broken',
        target: {},
      }),
    ).rejects.toThrow(/without a summary:[\s\S]*not-there/)
  })
})
