import { execFileSync } from 'node:child_process'
import { globSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { collectSources } from '#generators/sdk/sources.ts'

test('the parts of the project in the SDK compile on their own, with its stand-ins and no dependency but ioredis', () => {
  mkdirSync('.sagabench', { recursive: true })
  const folder = mkdtempSync(resolve('.sagabench/sdk-sources-'))
  try {
    const clients = globSync('generated/*/client.ts')
    const sources = collectSources(['index.ts', 'events.ts', ...clients], { own: 'sdk', generated: 'generated' })
    const foreign = [...sources.values()].flatMap((text) =>
      [...text.matchAll(/\bfrom '([^'.][^']*)'/g)].map(([, name]) => name),
    )
    expect([...new Set(foreign)].filter((name) => !name?.startsWith('node:'))).toEqual(['ioredis'])
    for (const [path, text] of sources) {
      mkdirSync(join(folder, dirname(path)), { recursive: true })
      writeFileSync(join(folder, path), text)
    }
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
    writeFileSync(
      join(folder, 'tsconfig.json'),
      JSON.stringify({ extends: resolve('tsconfig.json'), include: ['.'], exclude: [] }),
    )
    execFileSync('node_modules/.bin/tsc', ['-p', folder], { encoding: 'utf8' })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
