import { say } from '#platform/base/say.ts'
import { buildPage } from './build-page.ts'

// Builds the page and prints its folder. The front end runs this program when its sources have changed.

// Vite would build a development version if a test started this process.
process.env.NODE_ENV = 'production'
say(await buildPage())
