import { defineConfig, mergeConfig } from 'vitest/config'
import base from './vitest.config.ts'

/** What takes longer than `npm test` has time for: files named *.long.test.ts. */
export default mergeConfig(
  { ...base, test: { ...base.test, include: [], exclude: ['**/node_modules/**', '.sagabench/**', 'dist/**'] } },
  defineConfig({ test: { include: ['**/*.long.test.ts'], testTimeout: 300_000, hookTimeout: 300_000, maxWorkers: 1 } }),
)
