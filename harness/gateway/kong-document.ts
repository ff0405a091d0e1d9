import { InvalidDocument } from '../base/errors.ts'
import { kongConflicts } from './kong-conflicts.ts'
import { type Kong, schemaMistakes } from './kong-schema.ts'
import { type Mistake, type Path, readPlacedYaml } from './yaml-places.ts'

/** A valid Kong file that can be compiled to nginx. */
export type KongDocument = {
  readonly kong: Kong
  /** `file:line` of a value. */
  readonly placeOf: (path: Path) => string
}

/**
 * Reads a declarative Kong configuration. One error lists all mistakes with their lines: unsupported features, duplicates and
 * entries that can never take effect.
 * @param variables values that replace `${NAME}` in any text, as in the Compose file's command
 */
export const readKong = (
  text: string,
  { file, variables }: { readonly file: string; readonly variables: Readonly<Record<string, string | undefined>> },
): KongDocument => {
  const { value, mistakes, lineOf } = readPlacedYaml(text, (part) => substitute(part, variables))
  const placeOf = (path: Path): string => `${file}:${lineOf(path)}`
  const all: Mistake[] = [...mistakes]
  if (value !== undefined) {
    const found = schemaMistakes(value)
    // Conflicts can only be found in a file that matches the schema.
    const conflicts = found.length === 0 ? kongConflicts(value as Kong, placeOf) : []
    for (const { path, wrong, right } of [...found, ...conflicts]) all.push({ line: lineOf(path), wrong, right })
  }
  if (all.length > 0) {
    throw new InvalidDocument(
      all
        .sort((a, b) => a.line - b.line)
        .map(({ line, wrong, right }) => `${file}:${line}: ${wrong}\n  right: ${right}`),
    )
  }
  return { kong: value as Kong, placeOf }
}

const substitute = (text: string, variables: Readonly<Record<string, string | undefined>>): string =>
  text.replaceAll(/\$\{(\w+)\}/g, (whole, name: string) => {
    const value = variables[name]
    if (value === undefined || value === '') throw new Error(`${whole} has no value`)
    return value
  })
