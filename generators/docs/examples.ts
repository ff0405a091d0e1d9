import { alternativesOf, type Located, type Parameter, resolveRef, type Specification } from '../openapi/document.ts'

/** Sample code for one operation, with the values of its examples. Both forms read the same environment variables. */
export type Examples = { operationId: string; curl: string; sdk: string }

type Exampled = { example?: unknown; examples?: Record<string, { value: unknown }> }

const exampleOf = ({ example, examples }: Exampled): unknown => example ?? Object.values(examples ?? {})[0]?.value

const shellText = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`

const parametersOf = ({ document }: Specification, { operation }: Located): (Parameter & Exampled)[] =>
  (operation.parameters ?? []).map((parameter) => resolveRef<Parameter>(document, parameter) as Parameter & Exampled)

const isStream = ({ operation }: Located): boolean =>
  Object.values(operation.responses).some(({ content }) => content?.['text/event-stream'] !== undefined)

const takesToken = (specification: Specification, located: Located): boolean =>
  alternativesOf(specification, located).some((schemes) => schemes.length > 1)

/** Required parameters only: an example cursor, for instance, would belong to another list. */
const shown = (parameters: readonly (Parameter & Exampled)[], where: Parameter['in']): (Parameter & Exampled)[] =>
  parameters.filter((one) => one.in === where && (one.required === true || where === 'path'))

/** JSON on one line if it fits. */
const json = (value: unknown): string => {
  const flat = JSON.stringify(value)
  return flat.length <= 64 ? flat : JSON.stringify(value, null, 2)
}

const bodyOf = ({ operation }: Located): unknown => {
  const media = operation.requestBody?.content['application/json'] as Exampled | undefined
  return media === undefined ? undefined : exampleOf(media)
}

const curlOf = (specification: Specification, located: Located): string => {
  const parameters = parametersOf(specification, located)
  const path = shown(parameters, 'path').reduce(
    (text, one) => text.replace(`{${one.name}}`, encodeURIComponent(String(exampleOf(one)))),
    located.path,
  )
  const query = shown(parameters, 'query').map((one) => `${one.name}=${[exampleOf(one)].flat().join(',')}`)
  const body = bodyOf(located)
  const options = [
    ...(located.method === 'get' || body !== undefined ? [] : [`-X ${located.method.toUpperCase()}`]),
    `-H "X-API-Key: $API_KEY"`,
    ...(takesToken(specification, located) ? ['-H "Authorization: Bearer $TOKEN"'] : []),
    ...(parameters.some(({ name }) => name === 'Idempotency-Key')
      ? ['-H "Idempotency-Key: docs-$RANDOM-$RANDOM"']
      : []),
    ...(parameters.some(({ name }) => name === 'Prefer') ? ["-H 'Prefer: wait=10'"] : []),
    ...(body === undefined ? [] : ["-H 'Content-Type: application/json'", `-d ${shellText(json(body))}`]),
    ...(body !== undefined && located.method !== 'post' ? [`-X ${located.method.toUpperCase()}`] : []),
  ]
  const url = `"$GATEWAY${path}${query.length === 0 ? '' : `?${query.join('&')}`}"`
  return [`curl -sS${isStream(located) ? 'N' : ''} ${url}`, ...options].join(' \\\n  ')
}

const memberName = (name: string): string => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : `'${name}'`)

const scalar = (value: unknown): string =>
  typeof value === 'string' ? `'${value.replaceAll(/['\\]/g, '\\$&')}'` : String(JSON.stringify(value))

/** A value as a TypeScript literal, on one line if it fits. */
const literal = (value: unknown, indent = ''): string => {
  if (typeof value !== 'object' || value === null) return scalar(value)
  const members = (deeper: string): string[] =>
    Array.isArray(value)
      ? value.map((one) => literal(one, deeper))
      : Object.entries(value).map(([name, one]) => `${memberName(name)}: ${literal(one, deeper)}`)
  const [open, close, space] = Array.isArray(value) ? ['[', ']', ''] : ['{', '}', ' ']
  const flat = members(indent)
  if (flat.length === 0) return `${open}${close}`
  const text = `${open}${space}${flat.join(', ')}${space}${close}`
  if (text.length + indent.length <= 80 && !text.includes('\n')) return text
  const deeper = `${indent}  `
  return `${open}\n${members(deeper)
    .map((one) => `${deeper}${one},\n`)
    .join('')}${indent}${close}`
}

const sdkOf = (specification: Specification, located: Located, packageName: string): string => {
  const { operationId } = located.operation
  const parameters = parametersOf(specification, located)
  const part = (where: Parameter['in']): Record<string, unknown> | undefined => {
    const own = shown(parameters, where)
    return own.length === 0 ? undefined : Object.fromEntries(own.map((one) => [one.name, exampleOf(one)]))
  }
  const request = Object.fromEntries(
    Object.entries({ path: part('path'), query: part('query'), body: bodyOf(located) }).filter(
      ([, value]) => value !== undefined,
    ),
  )
  const options = parameters.some(({ name }) => name === 'Prefer') ? `, { prefer: 'wait=10' }` : ''
  const token = takesToken(specification, located) ? ', token: TOKEN' : ''
  return [
    `import { createTransport, ${operationId} } from '${packageName}'`,
    '',
    `const { GATEWAY = '', API_KEY = ''${token === '' ? '' : `, TOKEN = ''`} } = process.env`,
    `const transport = createTransport({ baseUrl: GATEWAY, apiKey: API_KEY${token} })`,
    `const result = await ${operationId}(transport, ${literal(request)}${options})`,
    ...(isStream(located)
      ? [
          "if ('stream' in result) for await (const text of result.stream) console.log(text)",
          'console.log(result.status)',
        ]
      : ['console.log(result.status, result.body)']),
  ].join('\n')
}

/** Builds the sample code of an operation from the examples of its parameters and body. */
export const examplesOf = (specification: Specification, located: Located, packageName: string): Examples => ({
  operationId: located.operation.operationId,
  curl: curlOf(specification, located),
  sdk: sdkOf(specification, located, packageName),
})
