import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { say, warn } from '#platform/base/say.ts'
import { exitCodes, reportMistakes } from '../shared/command.ts'
import { buildSite, projectSources } from './site.ts'

// npm run docs: the reference of all APIs and events, the drawn saga and the SDK's guide, as static pages.

const target = 'dist/docs'

const help = `Builds static pages from specs/ and the SDK's README: APIs, events, the drawn saga.

  npm run docs        then open ${target}/index.html

Exit codes: 0 done, 64 usage, 65 a mistake in a specification, 70 a crash.`

const main = async (args: readonly string[]): Promise<void> => {
  if (args.some((arg) => arg === '--help' || arg === '-h')) return say(help)
  if (args[0] !== undefined) {
    warn(`${args[0]} is not understood.\nnpm run docs -- --help shows what can be asked for.`)
    process.exitCode = exitCodes.usage
    return
  }
  const files = await buildSite(projectSources())
  rmSync(target, { recursive: true, force: true })
  mkdirSync(target, { recursive: true })
  for (const [path, text] of files) writeFileSync(join(target, path), text)
  say(`${files.size - 1} pages: ${target}/index.html`)
}

await reportMistakes(() => main(process.argv.slice(2)))
