import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { readKong } from '../gateway/kong-document.ts'
import { kongToNginx } from '../gateway/kong-to-nginx.ts'
import { docker, type EngineAddress } from './engine.ts'
import { openProject } from './project.ts'
import { ProgramFailed, runProgram } from './run-program.ts'
import { addressesIn, forContainers } from './stand-ins/kong-for-containers.ts'

const secretOfEach = new Proxy({}, { get: (_all, name) => `secret-of-${String(name)}` }) as Record<string, string>
const file = resolve(import.meta.dirname, '../../kong/kong.yml')
const compiled = (): string => {
  const document = readKong(readFileSync(file, 'utf8'), { file, variables: secretOfEach })
  return kongToNginx(document, { listen: '0.0.0.0:8000', addresses: addressesIn(document.kong), workers: 1 })
}

test('between containers nginx resolves every server again, and a status page reports that it is ready', () => {
  const before = compiled()
  const after = forContainers(before, '127.0.0.1:8100')
  const servers = before.match(/^\s*server [a-z].*;$/gm) ?? []
  expect(servers.length).toBeGreaterThan(7)
  expect(after.match(/^\s*server [a-z].* resolve;$/gm)).toHaveLength(servers.length)
  expect(after).toContain('resolver 127.0.0.11 valid=5s')
  expect(after).toContain('listen 127.0.0.1:8100; location = /status/ready')
})

test('a configuration without a server to look up is an error', () => {
  expect(() => forContainers('http {\n}\n', '127.0.0.1:8100')).toThrow('contains no server')
})

test('a program that fails is reported with its code and the end of what it printed', async () => {
  const failing = runProgram('bash', ['-c', 'seq 1 40; echo the reason >&2; exit 7'])
  await expect(failing).rejects.toThrow(ProgramFailed)
  await expect(failing).rejects.toThrow(/bash -c .* ended with 7:[\s\S]*40\n {4}the reason/)
  await expect(failing).rejects.not.toThrow(/ 20\n/)
})

test('a program that takes too long or closes its input early is reported as an error', async () => {
  await expect(runProgram('sleep', ['30'], { timeoutMs: 100 })).rejects.toThrow(/sleep 30 ended with a signal/)
  await expect(runProgram('bash', ['-c', 'exit 3'], { input: 'x'.repeat(1_000_000) })).rejects.toThrow(/ended with 3/)
  expect(await runProgram('cat', [], { input: 'read' })).toBe('read')
})

/** An engine whose `docker` prints its arguments, or a given text. */
const pretend = (script: string): EngineAddress => ({ kind: 'running', docker: ['bash', '-c', script], network: [] })

test('a command enters the namespaces of its engine first', async () => {
  expect(await docker(pretend('echo "$@"'), ['info', '--format', 'x'])).toBe('info --format x\n')
})

test('containers are read from what Compose lists, and one that is not healthy is named', async () => {
  const line = { Service: 'api', ID: '1', State: 'running', Health: 'starting', ExitCode: 0 }
  const signal = new AbortController().signal
  const project = openProject(pretend(`echo '${JSON.stringify(line)}'`), {
    name: 'p',
    file: 'f',
    secretsFile: 's',
    signal,
  })
  expect(await project.containers()).toEqual([
    { service: 'api', id: '1', state: 'running', health: 'starting', exitCode: 0 },
  ])
  await expect(project.untilHealthy(['api'], 0)).rejects.toThrow('not healthy after 0 s: api (running, starting)')
  await expect(project.untilHealthy(['store'], 0)).rejects.toThrow('not healthy after 0 s: store (no container)')
})
