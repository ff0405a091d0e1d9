import { type Environment, readConfig, type Setting } from '../base/config.ts'
import type { Log } from '../base/log.ts'
import type { Metrics } from '../base/metrics.ts'
import type { ResponseTable } from '../http/conformance.ts'
import { startResponseCheck } from '../http/response-check.ts'

const share: Setting<number> = {
  variable: 'RESPONSE_CHECK_SHARE',
  expected: 'a share from 0 (off) to 1',
  parse: (text) => (/^(0|1|0?\.\d{1,6}|0\.\d{1,6})$/.test(text) ? Number(text) : undefined),
  fallback: { value: 0 },
}

/** The answers that a service's specification declares; undefined if the process has no specification. */
const tableOf = async (service: string): Promise<ResponseTable | undefined> => {
  try {
    return (await import(`#generated/${service}/responses.ts`)).responses
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_MODULE_NOT_FOUND') return undefined
    throw error
  }
}

/** Starts the check of a share of a process's answers if the environment enables it. Call it before the server is created. */
export const responseCheckFrom = async (
  env: Environment,
  { name, metrics, log }: { name: string; metrics: Metrics; log: Log },
): Promise<void> => {
  const { asked } = readConfig(env, { asked: share })
  const table = asked === 0 ? undefined : await tableOf(name)
  if (table) startResponseCheck({ table, share: asked, metrics, log })
}
