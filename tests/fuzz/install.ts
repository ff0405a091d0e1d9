import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const requirements = join(import.meta.dirname, 'requirements.txt')

/** Schemathesis isn't available here: the message says how to provide it. */
export class CannotFuzz extends Error {}

/** Python ≥ 3.11 with pip ≥ 22.3, which can install into another environment. */
const findPython = async (): Promise<string> => {
  const check = 'import sys, venv; sys.exit(sys.version_info < (3, 11))'
  for (const python of ['python3', 'python3.13', 'python3.12', 'python3.11', 'python']) {
    try {
      await run(python, ['-c', check])
      await run(python, ['-m', 'pip', '--version'])
      return python
    } catch {} // try the next one
  }
  throw new CannotFuzz(
    'Schemathesis needs Python 3.11 or later with pip: apt-get install python3 python3-pip python3-venv',
  )
}

/**
 * Installs Schemathesis, once per lock file, into a virtual environment under .sagabench/ and returns its Python.
 * @throws CannotFuzz if there is no suitable Python, or the packages can't be fetched
 */
export const installSchemathesis = async (projectRoot: string): Promise<string> => {
  const lock = createHash('sha256').update(readFileSync(requirements)).digest('hex').slice(0, 12)
  const folder = join(projectRoot, '.sagabench/tools', `schemathesis-${lock}`)
  const python = join(folder, 'bin/python')
  const complete = join(folder, 'complete')
  if (existsSync(complete)) return python
  const outer = await findPython()
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  try {
    await run(outer, ['-m', 'venv', '--without-pip', folder])
    const pip = ['-m', 'pip', '--python', python, 'install', '--quiet', '--disable-pip-version-check']
    await run(outer, [...pip, '--require-hashes', '--only-binary=:all:', '-r', requirements])
  } catch (error) {
    throw new CannotFuzz(`Schemathesis could not be installed; connect to a network:\n${(error as Error).message}`)
  }
  writeFileSync(complete, '')
  return python
}
