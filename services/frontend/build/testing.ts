import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { root } from './sources.ts'

/** Builds the page unless that was done before, as the front end does: in a process of its own. Returns the folder. */
export const builtPage = async (): Promise<string> => {
  const { stdout } = await promisify(execFile)(process.execPath, ['services/frontend/build/main.ts'], { cwd: root })
  return stdout.trim()
}
