import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createSupervisor } from './processes.ts'

test('what a process writes, and its log, are readable by their owner only', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sagabench-modes-'))
  const supervisor = createSupervisor(folder, () => {})
  const own = join(folder, 'own.txt')
  const script = `require('node:fs').writeFileSync(${JSON.stringify(own)}, 'x'); setInterval(() => {}, 1_000)`
  const umask = process.umask()
  try {
    await supervisor.launch({
      name: 'writer',
      command: process.execPath,
      args: ['-e', script],
      env: { ...process.env },
      cwd: folder,
      stopSignal: 'SIGTERM',
      ready: async () => statSync(own, { throwIfNoEntry: false }) !== undefined,
    })
    const mode = (...path: string[]): string => (statSync(join(folder, ...path)).mode & 0o777).toString(8)
    expect([mode('own.txt'), mode('logs'), mode('logs', 'writer.log')]).toEqual(['600', '700', '600'])
    expect(process.umask()).toBe(umask) // what the harness itself writes, reports for one, stays as it was
  } finally {
    await supervisor.stop(['writer'])
    await supervisor.close()
    rmSync(folder, { recursive: true })
  }
})
