import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { format } from './format.ts'

test('a generated file gets the order of imports that the check of the code requires', async () => {
  mkdirSync('.sagabench', { recursive: true })
  const folder = mkdtempSync(resolve('.sagabench/format-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'client.ts')
  // The types of two operations, one of whose ids begins with the other's.
  const names = ['ReadBookRequest', 'ReadBookResult', 'ReadBookCoverRequest', 'ReadBookCoverResult']
  writeFileSync(file, `// Generated. Do not edit.\nexport type { ${names.join(', ')} } from "./types.ts";\n`)
  await format(folder)
  expect(readFileSync(file, 'utf8')).toBe(
    `// Generated. Do not edit.\nexport type { ReadBookCoverRequest, ReadBookCoverResult, ReadBookRequest, ReadBookResult } from './types.ts'\n`,
  )
})
