import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const processModule = fileURLToPath(new URL('./process.ts', import.meta.url))

const run = (body: string) => {
  const code = `import { runProcess } from ${JSON.stringify(processModule)}
    await runProcess('probe', async (scope) => { ${body} })`
  const child = spawn(process.execPath, ['--input-type=module-typescript', '--eval', code], {
    stdio: ['ignore', 'pipe', 'pipe'],
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
  })
  let output = ''
  child.stdout.on('data', (chunk) => {
    output += chunk
  })
  child.stderr.on('data', (chunk) => {
    output += chunk
  })
  return { child, output: () => output }
}

it('SIGTERM closes in reverse order and exits 0', async () => {
  const { child, output } = run(`
    scope.onStop('database', () => console.log('database closed'))
    scope.onStop('server', () => console.log('server closed, stopping=' + scope.signal.aborted))
    setInterval(() => {}, 1000)
    console.log('started')`)
  while (!output().includes('started')) await once(child.stdout, 'data')
  child.kill('SIGTERM')
  const [code] = await once(child, 'exit')
  expect(code).toBe(0)
  expect(output()).toMatch(/server closed, stopping=true[\s\S]*database closed/)
})

it('an incomplete environment exits 64 and names the missing settings', async () => {
  const { child, output } = run(`
    const { readConfig, secret } = await import(${JSON.stringify(processModule.replace('process/process.ts', 'base/config.ts'))})
    readConfig({}, { key: secret('GATEWAY_SECRET') })`)
  const [code] = await once(child, 'exit')
  expect(code).toBe(64)
  expect(output()).toContain('GATEWAY_SECRET is not set')
})

it('an unhandled error exits 70 after closing', async () => {
  const { child, output } = run(`
    scope.onStop('database', () => console.log('database closed'))
    setTimeout(() => Promise.reject(new Error('nobody handles this')), 10)`)
  const [code] = await once(child, 'exit')
  expect(code).toBe(70)
  expect(output()).toContain('nobody handles this')
  expect(output()).toContain('database closed')
})
