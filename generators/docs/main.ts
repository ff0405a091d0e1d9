import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { say, warn } from '#platform/base/say.ts'
import { exitCodes, reportMistakes } from '../shared/command.ts'
import { buildSite, projectSources } from './site.ts'

// npm run docs: builds a site with guides, decisions, APIs, events and saga diagrams, and a search.

const target = 'dist/docs'

const help = `Builds a site of static pages from docs/, the READMEs and specs/: guides, decisions, glossary, APIs, events and saga
diagrams, with a search. It works offline, also from the file system. docs/site.yaml lists the guides.

  npm run docs        then open ${target}/index.html

Exit codes: 0 done, 64 wrong arguments, 65 an error in a specification or in docs/site.yaml, 70 a crash.`

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
