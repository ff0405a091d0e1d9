import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { say, warn } from '#platform/base/say.ts'
import { exitCodes, reportMistakes } from '../shared/command.ts'
import { buildSite, projectSources } from './site.ts'

// npm run docs: builds static pages with the reference of all APIs and events, the saga's diagrams and the SDK guide.

const target = 'dist/docs'

const help = `Builds static pages from specs/ and the SDK's README: APIs, events, saga diagrams.

  npm run docs        then open ${target}/index.html

Exit codes: 0 done, 64 wrong arguments, 65 an error in a specification, 70 a crash.`

const main = async (args: readonly string[]): Promise<void> => {
  if (args.some((arg) => arg === '--help' || arg === '-h')) return say(help)
  if (args[0] !== undefined) {
    warn(`Unknown argument ${args[0]}; npm run docs takes none.\nRun npm run docs -- --help for usage.`)
    process.exitCode = exitCodes.usage
    return
  }
  const files = await buildSite(projectSources())
  rmSync(target, { recursive: true, force: true })
  mkdirSync(target, { recursive: true })
  for (const [path, text] of files) writeFileSync(join(target, path), text)
  say(`Built ${files.size - 1} pages; open ${target}/index.html`)
}

await reportMistakes(() => main(process.argv.slice(2)))
