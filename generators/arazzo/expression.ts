import { identifier, key } from '../shared/json-schema-type.ts'
import type { Pointer } from '../shared/spec-error.ts'

/** The names that an expression may use at its place. */
export type Surroundings = {
  /** Names of the workflow's inputs. */
  inputs: readonly string[]
  /** Step → its outputs, for every step that has completed. */
  outputs: ReadonlyMap<string, readonly string[]>
  /** In a reaction, the names that its event provides; they replace inputs and outputs. */
  fromEvent?: ReadonlySet<string>
  response?: boolean
  message?: boolean
  failure?: boolean
  /** The TypeScript type of step names, for `$failure.step`. */
  stepType?: string
  /** Stops the generator with an error message that names the place. */
  wrong: (at: Pointer, message: string) => never
}

/** TypeScript code for an expression, and the names of the saga data that it reads. */
export type Compiled = { code: string; names: ReadonlySet<string>; joins: boolean; failure: boolean; message: boolean }

const member = (name: string): string => {
  if (/^\d+$/.test(name)) return `[${name}]`
  return identifier.test(name) ? `.${name}` : `['${name}']`
}

const path = (pointer = ''): string => {
  const parts = pointer.replace(/^#?\/?/, '').split('/')
  return parts
    .filter((part) => part !== '')
    .map((part) => member(part.replaceAll('~1', '/').replaceAll('~0', '~')))
    .join('')
}

const plain = (code: string, more: Partial<Compiled> = {}): Compiled => ({
  code,
  names: new Set(),
  joins: false,
  failure: false,
  message: false,
  ...more,
})

const merged = (code: string, parts: readonly Compiled[]): Compiled => ({
  code,
  names: new Set(parts.flatMap(({ names }) => [...names])),
  joins: parts.some(({ joins }) => joins),
  failure: parts.some(({ failure }) => failure),
  message: parts.some(({ message }) => message),
})

const list = (names: Iterable<string>): string => [...names].join(', ') || 'nothing'

const named = (name: string, pointer: string | undefined): Compiled =>
  plain(`data${member(name)}${path(pointer)}`, { names: new Set([name]) })

const ofInput = (name: string, pointer: string | undefined, at: Pointer, around: Surroundings): Compiled => {
  if (around.fromEvent && !around.fromEvent.has(name))
    around.wrong(
      at,
      `${name} is not in the reaction's \`data\`, which has ${list(around.fromEvent)}; add ${name} there, or use one of these`,
    )
  if (!around.inputs.includes(name))
    around.wrong(at, `input ${name} does not exist; expected one of: ${list(around.inputs)}`)
  return named(name, pointer)
}

const ofStep = (
  step: string,
  name: string,
  pointer: string | undefined,
  at: Pointer,
  around: Surroundings,
): Compiled => {
  if (around.fromEvent?.has(name)) return named(name, pointer)
  const outputs = around.outputs.get(step)
  if (!outputs)
    around.wrong(at, `step ${step} has not completed at this point; completed steps: ${list(around.outputs.keys())}`)
  if (!outputs?.includes(name))
    around.wrong(at, `step ${step} has no output ${name}; its outputs: ${list(outputs ?? [])}`)
  return named(name, pointer)
}

const runtimeExpression = (text: string, at: Pointer, around: Surroundings): Compiled => {
  const input = /^\$inputs\.([\w-]+)(#.*)?$/.exec(text)
  if (input) return ofInput(input[1] ?? '', input[2], at, around)
  const output = /^\$steps\.([\w-]+)\.outputs\.([\w-]+)(#.*)?$/.exec(text)
  if (output) return ofStep(output[1] ?? '', output[2] ?? '', output[3], at, around)
  const response = /^\$response\.body(#.*)?$/.exec(text)
  if (response && around.response) return plain(`body${path(response[1])}`)
  const message = /^\$message\.payload(#.*)?$/.exec(text)
  if (message && around.message) return plain(`payload${path(message[1])}`, { message: true })
  if (text === '$failure.reason' && around.failure) return plain('failure.reason', { failure: true })
  if (text === '$failure.at' && around.failure) return plain('failure.at', { failure: true })
  // If the deadline passed, no step failed and the value is null.
  if (text === '$failure.step' && around.failure && around.stepType)
    return plain(`failure.step as ${around.stepType} | null`, { failure: true })
  const allowed = [
    '$inputs.<name>#/<pointer>',
    '$steps.<step>.outputs.<name>',
    ...(around.response ? ['$response.body#/<pointer>'] : []),
    ...(around.message ? ['$message.payload#/<pointer>'] : []),
    ...(around.failure
      ? ['$failure.reason', '$failure.step (or null)', '$failure.at (milliseconds since the epoch)']
      : []),
  ]
  return around.wrong(at, `${text} can't be used here; allowed: ${allowed.join(', ')}`)
}

const template = (text: string, at: Pointer, around: Surroundings): Compiled => {
  const parts: Compiled[] = []
  const code = text.replaceAll(/[`\\]/g, '\\$&').replaceAll(/\{(\$[^}]+)\}/g, (_, expression: string) => {
    const part = runtimeExpression(expression, at, around)
    parts.push(part)
    return `\${${part.code}}`
  })
  return merged(`\`${code}\``, parts)
}

const ofText = (text: string, at: Pointer, around: Surroundings): Compiled => {
  if (text.startsWith('$')) return runtimeExpression(text, at, around)
  return text.includes('{$') ? template(text, at, around) : plain(`'${text.replaceAll(/['\\]/g, '\\$&')}'`)
}

/** A selector object of Arazzo 1.1. Supports only `$.a.b[*].c` of JSONPath, which reads one member of each element. */
const ofSelector = (value: { context: string; selector: string }, at: Pointer, around: Surroundings): Compiled => {
  const context = runtimeExpression(value.context, [...at, 'context'], around)
  const parts = /^\$((?:\.[\w-]+)*)\[\*\]((?:\.[\w-]+)*)$/.exec(value.selector)
  if (!parts)
    return around.wrong([...at, 'selector'], `${value.selector} is not supported; expected the form $.a.b[*].c`)
  const members = (dotted = ''): string => dotted.split('.').filter(Boolean).map(member).join('')
  return merged(`${context.code}${members(parts[1])}.map((one) => one${members(parts[2])})`, [context])
}

const ofJoin = (value: { join: string[]; by: string; take: string[] }, at: Pointer, around: Surroundings): Compiled => {
  const sides = value.join.map((side, index) => runtimeExpression(side, [...at, 'join', index], around))
  const take = value.take.map((name) => `'${name}'`).join(', ')
  const code = `join(${sides.map((side) => side.code).join(', ')}, '${value.by}', [${take}])`
  return { ...merged(code, sides), joins: true }
}

/** Compiles a value of an Arazzo document (expression, selector, join, or an object or list of them) to TypeScript. */
export const compile = (value: unknown, at: Pointer, around: Surroundings): Compiled => {
  if (typeof value === 'string') return ofText(value, at, around)
  if (Array.isArray(value)) {
    const parts = value.map((element, index) => compile(element, [...at, index], around))
    return merged(`[${parts.map(({ code }) => code).join(', ')}]`, parts)
  }
  if (typeof value !== 'object' || value === null) return plain(JSON.stringify(value))
  if ('context' in value && 'selector' in value) return ofSelector(value as never, at, around)
  if ('join' in value && 'by' in value) return ofJoin(value as never, at, around)
  const entries = Object.entries(value).map(([name, child]) => ({ name, ...compile(child, [...at, name], around) }))
  return merged(`{ ${entries.map(({ name, code }) => `${key(name)}: ${code}`).join(', ')} }`, entries)
}
