import { copyFileSync, cpSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { generateServices } from '../openapi/generate.ts'
import { projectProblems } from '../openapi/main.ts'
import { format } from '../shared/format.ts'
import { npmBinary, run } from '../shared/run.ts'
import { type Manifest, renderManifest } from './manifest.ts'
import { addOperations, collectSources, type Sources } from './sources.ts'

const own = 'sdk'
const entries = ['index', 'events']

const compilerOptions = {
  target: 'es2022',
  module: 'nodenext',
  types: ['node'],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  verbatimModuleSyntax: true,
  rewriteRelativeImportExtensions: true,
  declaration: true,
  rootDir: 'src',
  outDir: 'dist',
}

const write = (folder: string, sources: Sources): void => {
  for (const [path, text] of sources) {
    mkdirSync(join(folder, dirname(path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
}

/** The package has no dependencies, so it may import only its own modules, Node's and its peers. */
const checkImports = (sources: Sources, { peerDependencies = {} }: Manifest): void => {
  for (const [path, text] of sources)
    for (const [, name = ''] of text.matchAll(/\b(?:from|import) '([^'.][^']*)'/g))
      if (!name.startsWith('node:') && !Object.hasOwn(peerDependencies, name))
        throw new Error(
          `${path} imports ${name}; the SDK may only import its own modules, node: and its peer dependencies`,
        )
}

/** Renames imports in declarations, because the compiler keeps their .ts extensions. */
const renameInDeclarations = (folder: string): void => {
  for (const file of globSync(join(folder, '**/*.d.ts')))
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll(/((?:from |import\()(['"])\.[^'"]+)\.ts\2/g, '$1.js$2'))
}

const runOrThrow = async (what: string, command: string, args: readonly string[]): Promise<string> => {
  const { exitCode, output } = await run(command, args)
  if (exitCode !== 0) throw new Error(`${what} failed:\n${output}`)
  return output
}

/**
 * Builds the SDK in `work`, compiles it and packs it into `target`. Returns the path of the tarball.
 * @throws SpecError for a mistake in a specification
 */
export const packSdk = async (work: string, target: string): Promise<string> => {
  rmSync(work, { recursive: true, force: true })
  const generated = join(work, 'generated')
  const source = join(work, 'src')
  const specifications = globSync('specs/openapi/*.yaml').sort()
  const services = specifications.map((file) => basename(file, '.yaml'))
  await generateServices(specifications, generated, {
    problems: await projectProblems(),
    files: ['types', 'client'],
    sdk: true,
  })
  const clients = services.map((service) => `generated/${service}/client.ts`)
  const sources = collectSources([...entries.map((name) => `${name}.ts`), ...clients], { own, generated })
  addOperations(sources, 'index.ts', services)
  const manifest = renderManifest(join(own, 'manifest.json'), 'package.json', entries)
  checkImports(sources, manifest)
  write(source, sources)
  await format(source)
  writeFileSync(join(work, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`)
  writeFileSync(join(work, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['src'] }))
  cpSync(join(own, 'README.md'), join(work, 'README.md'))
  copyFileSync('LICENSE', join(work, 'LICENSE'))
  await runOrThrow('the compiler', npmBinary('tsc'), ['-p', work])
  renameInDeclarations(join(work, 'dist'))
  mkdirSync(target, { recursive: true })
  const packed = await runOrThrow('npm pack', 'npm', [
    'pack',
    resolve(work),
    '--pack-destination',
    resolve(target),
    '--ignore-scripts',
    '--silent',
  ])
  return join(target, packed.trim().split('\n').at(-1) ?? '')
}
