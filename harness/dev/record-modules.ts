import { appendFileSync, mkdirSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

// Loaded before a process with `node --import`: appends the path of every file that the process loads to MODULES_FILE.
// Also of one that fails to parse, because a change of that file is what the process waits for.

const file = process.env.MODULES_FILE

if (file !== undefined) {
  mkdirSync(dirname(file), { recursive: true })
  registerHooks({
    load: (url, context, nextLoad) => {
      if (url.startsWith('file:') && !url.includes('/node_modules/')) appendFileSync(file, `${fileURLToPath(url)}\n`)
      return nextLoad(url, context)
    },
  })
}
