import { globSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { generateServices } from './generate.ts'
import { renderProblems } from './problems.ts'

type Route = { path: string; operationId: string; planned?: boolean }

/** Generates all that the OpenAPI documents and the list of problems describe, unformatted, into `target`. */
export const generateOpenapi = async (target = 'generated'): Promise<void> => {
  const sources = globSync('specs/openapi/*.yaml').sort()
  mkdirSync(target, { recursive: true })
  const specifications = await generateServices(sources, target)
  writeFileSync(join(target, 'problems.ts'), renderProblems('specs/common/problems.yaml'))
  const routes: Route[] = []
  for (const { service, document } of specifications) {
    const own = await import(`${process.cwd()}/${target}/${service}/routes.json`, { with: { type: 'json' } })
    const planned = document['x-status'] === 'planned' ? { planned: true } : {}
    routes.push(...(own.default as Route[]).map((route) => ({ ...route, ...planned })))
  }
  mkdirSync(join(target, 'gateway'), { recursive: true })
  writeFileSync(join(target, 'gateway', 'routes.json'), JSON.stringify(routes, null, 2))
}
