import { registerHooks } from 'node:module'
import { plantedTools } from './effects.ts'
import { applyPatch, readPatches } from './patch.ts'
import { watchSwitch } from './switch.ts'

// Loaded before a service with `node --import`: patches the service's source files as they are loaded, with the changes
// that PLANT_FILE names.

const plantFile = process.env.PLANT_FILE ?? ''
const patches = readPatches(plantFile)

if (patches.length > 0) {
  const switchFile = process.env.PLANT_SWITCH
  const words = switchFile === undefined ? undefined : watchSwitch(switchFile, plantFile)
  Object.assign(globalThis, { planted: plantedTools(plantFile, words) })
  registerHooks({
    load: (url, context, nextLoad) => {
      const loaded = nextLoad(url, context)
      const own = patches.filter(({ file }) => url.endsWith(`/${file}`))
      return own.length === 0 ? loaded : { ...loaded, source: own.reduce(applyPatch, String(loaded.source)) }
    },
  })
}
