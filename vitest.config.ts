import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['**/*.test.ts'],
    exclude: ['**/*.long.test.ts', '**/node_modules/**', '.sagabench/**', 'dist/**', 'reports/**'],
    globalSetup: ['tests/servers.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    reporters: ['default'],
  },
})
