import { existsSync, mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { run } from '../shared/run.ts'

const version = '1.36.0'
const folder = resolve(`.sagabench/tools/oasdiff-${version}`)
const program = `${folder}/oasdiff`

/** What oasdiff tells of one change. Levels: 3 breaks, 2 may break, 1 informs. */
export type HttpFinding = {
  readonly id: string
  readonly text: string
  readonly level: 1 | 2 | 3
  readonly operation?: string
  readonly operationId?: string
  readonly path?: string
}

/** Neither oasdiff nor Go, with which it is built, is here. */
export class NoOasdiff extends Error {}

/** Whether it has been built. */
export const hasOasdiff = (): boolean => existsSync(program)

/** Builds oasdiff once, with Go, into the project's folder. @throws NoOasdiff */
export const installOasdiff = async (): Promise<void> => {
  if (hasOasdiff()) return
  const found = await run('go', ['version']).catch(() => undefined)
  if (found?.exitCode !== 0) throw new NoOasdiff('Go is not here, with which oasdiff is built')
  mkdirSync(folder, { recursive: true })
  process.stderr.write(`building oasdiff ${version} (about a minute, once)\n`)
  const built = await run('go', ['install', `github.com/oasdiff/oasdiff@v${version}`], { GOBIN: folder })
  if (built.exitCode !== 0) throw new NoOasdiff(`oasdiff could not be built:\n${built.output}`)
}

/** What changed between two OpenAPI documents. Call `installOasdiff` first. */
export const compareHttp = async (oldFile: string, newFile: string): Promise<HttpFinding[]> => {
  const { exitCode, output } = await run(program, ['changelog', oldFile, newFile, '--format', 'json'])
  if (exitCode !== 0) throw new Error(`oasdiff can't compare ${oldFile} and ${newFile}:\n${output}`)
  const from = output.indexOf('[') // what comes before is said to people
  return from < 0 ? [] : (JSON.parse(output.slice(from)) as HttpFinding[])
}
