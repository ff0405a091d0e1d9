import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { builtPage } from '#services/frontend/build/testing.ts'

type Chunk = { file: string; isEntry?: true; imports?: string[]; css?: string[]; dynamicImports?: string[] }

const limitBytes = 180_000

export const firstLoadTests = (): void => {
  describe('the first load', () => {
    test('of the page with any one view is below 180 kB compressed', async () => {
      const folder = await builtPage()
      const chunks = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Record<string, Chunk>
      const filesOf = (name: string): string[] => {
        const { file, css = [], imports = [] } = chunks[name] ?? { file: '' }
        return [file, ...css, ...imports.flatMap(filesOf)]
      }
      const bytesOf = (names: readonly string[]): number =>
        [...new Set(names.flatMap(filesOf)), 'index.html']
          .map((file) => readFileSync(join(folder, `${file}.gz`)).byteLength)
          .reduce((sum, bytes) => sum + bytes, 0)
      const views = chunks['index.html']?.dynamicImports ?? []
      expect(views.length).toBeGreaterThan(0)
      const sizes = views.map((view) => ({ view, bytes: bytesOf(['index.html', view]) }))
      expect(sizes.filter(({ bytes }) => bytes < 50_000 || bytes > limitBytes)).toEqual([])
    }, 60_000)
  })
}
