import { registerHooks } from 'node:module'
import { applyPatch, readPatch } from './patch.ts'

// Loaded before a service with `node --import`: changes one file of it while it is read, where PLANT_FILE names a change.

const patch = readPatch(process.env.PLANT_FILE ?? '')

if (patch !== undefined) {
  registerHooks({
    load: (url, context, nextLoad) => {
      const loaded = nextLoad(url, context)
      if (!url.endsWith(`/${patch.file}`)) return loaded
      return { ...loaded, source: applyPatch(String(loaded.source), patch) }
    },
  })
}
