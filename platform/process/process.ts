import { ConfigError, type Environment } from '../base/config.ts'
import { crashPoints, type Reach } from '../base/crash-points.ts'
import { exitCodes } from '../base/exit-codes.ts'
import { createLog, type Log } from '../base/log.ts'
import { createMetrics, type Metrics } from '../base/metrics.ts'
import { responseCheckFrom } from './response-check-start.ts'

/** Given to a composition root: log, metrics, environment, and the registry of closing steps. */
export type Scope = {
  name: string
  log: Log
  metrics: Metrics
  env: Environment
  /** Crash points; no effect outside tests. */
  reach: Reach
  /** Ends the process with exit code 70 after a fatal error. */
  fail: (error: Error) => void
  /** Aborts when shutdown begins. */
  signal: AbortSignal
  /** Registers a closing step; steps run one after another, in reverse order of registration. */
  onStop: (name: string, stop: () => Promise<void> | void) => void
}

const shutdownDeadlineMs = 10_000

/**
 * Runs one process from start to clean exit. SIGTERM and SIGINT abort the scope's signal and run the closing steps;
 * closing that takes more than 10 s is forced to exit with code 70. An unhandled error also exits with 70.
 * A failed start exits with 64 (configuration) or 70.
 */
export const runProcess = async (name: string, start: (scope: Scope) => Promise<void>): Promise<void> => {
  const env = process.env
  const log = createLog({ name: env.INSTANCE ?? name, level: env.LOG_LEVEL ?? 'info' })
  const stopping = new AbortController()
  const steps: { name: string; stop: () => Promise<void> | void }[] = []
  let exitCode = 0

  const shutdown = async (reason: string): Promise<void> => {
    if (stopping.signal.aborted) return
    log.info({ reason }, 'stopping')
    setTimeout(() => {
      log.fatal({ deadlineMs: shutdownDeadlineMs }, 'closing took too long: exiting now')
      process.exit(exitCodes.software)
    }, shutdownDeadlineMs).unref()
    stopping.abort()
    for (const step of steps.reverse()) {
      try {
        await step.stop()
      } catch (error) {
        log.error({ err: error, step: step.name }, 'closing step failed')
        exitCode = exitCodes.software
      }
    }
    log.info('stopped')
    process.exit(exitCode)
  }

  const fail = (error: unknown): void => {
    log.fatal({ err: error }, 'fatal error, stopping')
    exitCode = exitCodes.software
    void shutdown('an error')
  }
  process.on('SIGTERM', () => void shutdown('SIGTERM'))
  process.on('SIGINT', () => void shutdown('SIGINT'))
  process.on('unhandledRejection', fail)
  process.on('uncaughtException', fail)

  try {
    const metrics = createMetrics({ name: env.INSTANCE ?? name })
    await responseCheckFrom(env, { name, metrics, log })
    await start({
      name,
      log,
      metrics,
      env,
      reach: crashPoints(env),
      fail,
      signal: stopping.signal,
      onStop: (step, stop) => steps.push({ name: step, stop }),
    })
  } catch (error) {
    if (error instanceof ConfigError) {
      process.stderr.write(`${name}: ${error.message}\n`)
      process.exit(exitCodes.usage)
    }
    fail(error)
  }
}
