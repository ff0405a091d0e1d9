import { readFileSync } from 'node:fs'

type Root = { version: string; license: string; dependencies: Record<string, string> }
export type Manifest = { name: string; peerDependencies?: Record<string, string> } & Record<string, unknown>

const entry = (name: string): object => ({ types: `./dist/${name}.d.ts`, default: `./dist/${name}.js` })

/** Renders the package's package.json from sdk/manifest.json and the project's own package.json. */
export const renderManifest = (source: string, root: string, entries: readonly string[]): Manifest => {
  const { version, license } = JSON.parse(readFileSync(root, 'utf8')) as Root
  const { name, ...own } = JSON.parse(readFileSync(source, 'utf8')) as Manifest
  const exported = entries.map((path) => [path === 'index' ? '.' : `./${path}`, entry(path)])
  return {
    name,
    version,
    license,
    ...own,
    type: 'module',
    sideEffects: false,
    exports: { ...Object.fromEntries(exported), './package.json': './package.json' },
    files: ['dist'],
  }
}
