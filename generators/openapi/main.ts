import { globSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SpecError } from '../shared/spec-error.ts'
import { accessTable, renderAccess, renderRoles } from './access-table.ts'
import { generateServices } from './generate.ts'
import { type ProblemList, readProblems, renderProblems } from './problems.ts'

/** The project's problems. @throws SpecError */
export const projectProblems = (): Promise<ProblemList> => readProblems('specs/common/problems.yaml')

type Route = { path: string; operationId: string; planned?: boolean }

/** The OpenAPI documents of a folder. @throws SpecError if there is none */
export const openapiDocuments = (folder: string): string[] => {
  const found = globSync(`${folder}/*.yaml`).sort()
  if (found.length === 0) throw new SpecError(folder, 'no OpenAPI document found; expected *.yaml')
  return found
}

/** Generates code from the OpenAPI documents and the list of problems into `target`, unformatted. */
export const generateOpenapi = async (target = 'generated'): Promise<void> => {
  const sources = openapiDocuments('specs/openapi')
  mkdirSync(target, { recursive: true })
  const problems = await projectProblems()
  const specifications = await generateServices(sources, target, { problems })
  writeFileSync(join(target, 'problems.ts'), renderProblems(problems))
  const access = accessTable(specifications)
  writeFileSync(join(target, 'roles.ts'), renderRoles(access))
  writeFileSync(join(target, 'roles.md'), renderAccess(access))
  const routes: Route[] = []
  for (const { service, document } of specifications) {
    const own = await import(`${process.cwd()}/${target}/${service}/routes.json`, { with: { type: 'json' } })
    const planned = document['x-status'] === 'planned' ? { planned: true } : {}
    routes.push(...(own.default as Route[]).map((route) => ({ ...route, ...planned })))
  }
  mkdirSync(join(target, 'gateway'), { recursive: true })
  writeFileSync(join(target, 'gateway', 'routes.json'), JSON.stringify(routes, null, 2))
}
