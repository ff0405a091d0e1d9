import { defineConfig } from 'vitest/config'
import { LeftOutReporter } from './tests/support/left-out-reporter.ts'

export default defineConfig({
  plugins: [
    {
      name: 'left-out',
      // Added here, it also runs where --reporter on the command line replaces the reporters below.
      configureVitest: ({ vitest }) => void vitest.config.reporters.push(new LeftOutReporter()),
    },
  ],
  test: {
    include: ['**/*.test.ts'],
    exclude: ['**/*.long.test.ts', '**/node_modules/**', '.sagabench/**', 'dist/**', 'reports/**'],
    env: { PACT_DO_NOT_TRACK: 'true' }, // Pact's library would report its use
    setupFiles: ['tests/support/no-empty-each.ts', 'tests/conformance/setup.ts'],
    globalSetup: ['tests/servers.ts'],
    testTimeout: 30_000,
    // As long as a busy machine needs; a test that waits for something that never happens still fails.
    expect: { poll: { timeout: 10_000 } },
    hookTimeout: 60_000,
    maxWorkers: 2,
    reporters: ['default'],
  },
})
