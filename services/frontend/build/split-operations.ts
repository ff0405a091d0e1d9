import { readFileSync } from 'node:fs'
import type { Plugin } from 'vite'

const imports = /^import \{([^}]*)\} from '(#generated\/[\w-]+\/client\.ts)'/gm
const one = /^(#generated\/[\w-]+\/client\.ts)\?operation=(\w+)$/
const marked = /^(.*\/client\.ts)\?operation=(\w+)$/

/** The part of a generated client's source that is one operation. @throws Error if the client has no such operation */
export const operationIn = (source: string, name: string): string => {
  const description = new RegExp(`^const ${name}Operation: ClientOperation = \\{\\n[^]*?^\\}\\n`, 'm').exec(source)
  const call = new RegExp(`^export const ${name} = \\([^]*?\\n(?:\\n|$(?![^]))`, 'm').exec(source)
  if (description === null || call === null) throw new Error(`the generated client has no operation ${name}`)
  return `${description[0]}${call[0]}`
}

/** Replaces an import of several operations by one import for each. */
export const splitImports = (code: string): string =>
  code.replaceAll(imports, (_, names: string, file: string) =>
    names
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '' && !name.startsWith('type '))
      .map((name) => `import { ${name} } from '${file}?operation=${name}'`)
      .join(';'),
  )

/**
 * Makes a module of each operation of a generated client. A client is one module, which the bundler can put into one file
 * only: the first load would contain the operations of every view.
 */
export const splitOperations = (): Plugin => ({
  name: 'split-operations',
  enforce: 'pre',
  transform: (code, id) => (/\.tsx?$/.test(id) ? { code: splitImports(code), map: null } : null),
  async resolveId(source, importer) {
    const [, file, name] = one.exec(source) ?? []
    if (file === undefined) return null
    const client = await this.resolve(file, importer)
    return client === null ? null : { id: `${client.id}?operation=${name}`, moduleSideEffects: false }
  },
  load(id) {
    const [, file, name] = marked.exec(id) ?? []
    if (file === undefined || name === undefined) return null
    this.addWatchFile(file)
    return { code: operationIn(readFileSync(file, 'utf8'), name), moduleType: 'ts' }
  },
})
