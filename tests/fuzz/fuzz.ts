import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, mkdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { bundle } from '#generators/openapi/bundle.ts'
import { readServices } from '../e2e/requests.ts'
import type { Shop } from '../e2e/shop.ts'
import { type Callers, writeConfiguration } from './configuration.ts'

export type FuzzOptions = { python: string; seed: number; examplesMax: number }
export type FuzzResult = { service: string; passed: boolean; cases: number; output: string; logFile: string }

const projectRoot = resolve(import.meta.dirname, '../..')
const folder = join(projectRoot, '.sagabench/fuzz')
const secondsMax = 600
const python = { SCHEMATHESIS_HOOKS: 'hooks', PYTHONPATH: import.meta.dirname, PYTHONDONTWRITEBYTECODE: '1' }

/** The services behind the gateway that have a specification. */
export const fuzzedServices = readServices()

/** A customer with a checkout of each style, so that there is data to read. */
export const prepareCallers = async ({ system, key, clientId, tokens, checkout }: Shop): Promise<Callers> => {
  const lignes = [{ produit_id: 3, quantite: 1 }]
  const saga = await checkout.orchestrated(lignes)
  const choreo = await checkout.choreographed(lignes)
  if (saga.commande_id === null || !choreo.ok) throw new Error('the checkouts to read about did not succeed')
  const known = {
    lireEtatSaga: { id: saga.checkout_id },
    forcerCompensation: { id: saga.checkout_id },
    lireVente: { commande_id: saga.commande_id },
    lireCheckoutChoreo: { checkout_id: choreo.checkout_id },
    terminerCheckoutChoreo: { checkout_id: choreo.checkout_id },
    suivreCheckoutChoreo: { checkout_id: choreo.checkout_id },
    rejouerCheckout: { id: choreo.checkout_id },
    lireCommandesParClient: { id: clientId },
    lireEvenements: { stream: 'ecommerce.checkout.events' },
  }
  return { url: system.url('kong'), key, clientId, tokens, known }
}

/**
 * Sends Schemathesis' requests for a service's specification through the gateway, with all checks, and returns whether
 * every answer was as specified. The log file contains each finding with a curl command.
 */
export const fuzz = async (
  { service, callers }: { service: string; callers: Callers },
  options: FuzzOptions,
): Promise<FuzzResult> => {
  mkdirSync(folder, { recursive: true })
  await bundle([`specs/openapi/${service}.yaml`], folder)
  const file = (ending: string): string => join(folder, `${service}.${ending}`)
  const [specification, configuration, values, logFile] = [file('yaml'), file('toml'), file('json'), file('log')]
  await writeConfiguration({ specification, configuration, values }, callers)
  const child = spawn(
    options.python,
    [
      ...['-m', 'schemathesis.cli', '--config-file', configuration, 'run', specification],
      ...['--url', callers.url, '--checks', 'all', '--continue-on-failure', '--no-color'],
      ...['--max-examples', String(options.examplesMax), '--seed', String(options.seed)],
      ...['--generation-database', 'none', '--workers', '1', '--request-timeout', '30'],
    ],
    {
      cwd: folder,
      env: { ...process.env, ...python, FUZZ_VALUES: values },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: secondsMax * 1_000,
    },
  )
  const log = createWriteStream(logFile)
  child.stdout.pipe(log, { end: false })
  child.stderr.pipe(log, { end: false })
  const [code] = (await once(child, 'close')) as [number | null]
  log.end()
  await once(log, 'close')
  const output = readFileSync(logFile, 'utf8')
  const cases = Number(/(\d+) generated/.exec(output)?.[1] ?? 0)
  return { service, passed: code === 0 && cases > 0, cases, output, logFile }
}
