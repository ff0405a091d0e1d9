import { expect, test } from 'vitest'
import { mistakesIn } from './openapi/bundle.ts'
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

test('what is no YAML is told with file, line and column, as other mistakes are', () => {
  const output = `Failed to parse API description at ${process.cwd()}/specs/a.yaml:\n\n  - deficient indentation in "${process.cwd()}/specs/a.yaml" (21:7)`
  expect(mistakesIn(output)).toBe(
    'Failed to parse API description at specs/a.yaml:\n\nspecs/a.yaml:21:7: deficient indentation',
  )
})
