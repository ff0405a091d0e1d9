import { expect, test } from 'vitest'
import { run } from './shared/run.ts'

test('an unknown argument is refused before anything is generated', async () => {
  const { exitCode, output } = await run('node', ['generators/main.ts', '--chek'])
  expect({ exitCode, output }).toEqual({
    exitCode: 64,
    output: '--chek is not understood.\nnpm run generate -- --help shows what can be asked for.\n',
  })
})

test('--help shows what can be asked for and generates nothing', async () => {
  const { exitCode, output } = await run('node', ['generators/main.ts', '--help'])
  expect(exitCode).toBe(0)
  expect(output).toContain('npm run generate -- --check')
})
