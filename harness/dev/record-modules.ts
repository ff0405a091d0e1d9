import { appendFileSync, mkdirSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

// Loaded before a process with `node --import`: appends the path of every file that the process loads to MODULES_FILE.
// This includes files that fail to parse, because the process waits for their change.

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
