import { setTimeout as sleep } from 'node:timers/promises'
import { styles } from '../shoppers.ts'
import { servedMs, staying, type Trial } from './trial.ts'

/** The first checkout after `up --wait` must succeed: healthy means that it serves. */
export const serve = async ({ shoppers }: Trial): Promise<string> => {
  for (const style of styles) {
    const [sample] = await shoppers.buy(style, 1)
    if (sample?.outcome !== 'succeeded')
      throw new Error(`${style}: ${sample?.outcome} (${sample?.reason}, status ${sample?.status})`)
  }
  return `a checkout in each style, through port ${8080}`
}

type Targets = { data: { activeTargets: { health: string; labels: { instance: string } }[] } }
type Rules = { data: { groups: { rules: { health: string; name: string }[] }[] } }

/** Prometheus must reach every process and accept every rule. */
export const observe = async ({ system, services }: Trial): Promise<string> => {
  const ask = async <T>(path: string): Promise<T> =>
    (await (await fetch(`${system.url('prometheus')}/api/v1/${path}`)).json()) as T
  const expected = staying(services).filter(({ kind }) => kind === 'node').length
  const deadline = Date.now() + servedMs
  for (;;) {
    const targets = (await ask<Targets>('targets')).data.activeTargets
    const rules = (await ask<Rules>('rules')).data.groups.flatMap((group) => group.rules)
    const up = targets.filter(({ health }) => health === 'up').length
    const right = rules.filter(({ health }) => health === 'ok').length
    if (up === expected && targets.length === expected && right === rules.length && rules.length > 0)
      return `Prometheus reaches ${up} of ${expected} processes, ${right} of ${rules.length} rules are valid`
    if (Date.now() > deadline)
      throw new Error(`Prometheus reaches ${up} of ${expected} processes, ${right} of ${rules.length} rules are valid`)
    await sleep(1_000)
  }
}
