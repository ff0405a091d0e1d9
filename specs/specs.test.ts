import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { describe, expect, it } from 'vitest'
import { lint } from '../generators/openapi/bundle.ts'
import { documents, members, type Node, type Place, places, reference, resolved } from './documents.ts'

const methods = new Set(['get', 'put', 'post', 'delete', 'patch'])
const files = [...documents.keys()]
const openapi = files.filter((file) => file.startsWith('openapi/'))
const everyPlace = files.flatMap((file) => [...places(file)])

type Operation = { name: string; file: string; method: string; node: Node }
const operations: Operation[] = openapi.flatMap((file) =>
  members(documents.get(file)?.paths).flatMap(([, item]) =>
    members(item)
      .filter(([method]) => methods.has(method))
      .map(([method, node]) => ({ name: String(node.operationId), file, method, node })),
  ),
)

const responsesOf = ({ file, node }: Operation): [string, Node][] =>
  members(node.responses).map(([status, response]) => [status, resolved(file, response)])
const parametersOf = ({ file, node }: Operation): Node[] =>
  ((node.parameters ?? []) as Node[]).map((parameter) => resolved(file, parameter))

const ajv = addFormats.default(new Ajv2020({ strict: false, allErrors: true }))
for (const [file, document] of documents) ajv.addSchema(document, file)

type Example = { name: string; schema: string; value: unknown }
/** The examples next to a `schema` (media types, parameters, headers) or a `payload` (messages). */
const examplesOf = (place: Place): Example[] => {
  const { node } = place
  const member = 'schema' in node ? 'schema' : 'payload'
  const schema = reference({ ...place, path: [...place.path, member] })
  const several = members(node.examples).map(([name, example]): [string, unknown] => [
    name,
    example[member === 'schema' ? 'value' : 'payload'],
  ])
  const all: [string, unknown][] = 'example' in node ? [['example', node.example], ...several] : several
  return all.map(([name, value]) => ({ name: `${reference(place)} ${name}`, schema, value }))
}
const examples = everyPlace
  .filter(({ node }) => 'schema' in node || ('payload' in node && 'name' in node && 'title' in node))
  .flatMap(examplesOf)

it('every specification passes the strict linter', async () => {
  await expect(lint()).resolves.toBeUndefined()
})

describe('examples', () => {
  it.each(examples.map(({ name, ...example }) => [name, example] as const))(
    '%s matches its schema',
    (_, { schema, value }) => {
      const validate = ajv.compile({ $ref: schema })
      validate(value)
      expect(validate.errors ?? []).toEqual([])
    },
  )

  it('every body, parameter and message has at least one', () => {
    const bodies = operations.flatMap((operation) =>
      [
        resolved(operation.file, operation.node.requestBody),
        ...responsesOf(operation).map(([, response]) => response),
      ].flatMap(({ content }) =>
        members(content).map(([type, media]) => ({ name: `${operation.name} ${type}`, media })),
      ),
    )
    const parameters = operations.flatMap((operation) =>
      parametersOf(operation).map((media) => ({ name: `${operation.name} ${media.name}`, media })),
    )
    const events = documents.get('asyncapi/checkout.yaml')?.components as Node
    const messages = members(events.messages).map(([name, media]) => ({ name, media }))
    expect(messages).toHaveLength(8)
    const without = [...bodies, ...parameters, ...messages].filter(
      ({ media }) => !('example' in media || 'examples' in media),
    )
    expect(without.map(({ name }) => name)).toEqual([])
  })
})

describe('operations', () => {
  it.each(operations)('$name can be repeated: it takes a key or has no effect', (operation) => {
    const hasKey = parametersOf(operation).some(({ name, required }) => name === 'Idempotency-Key' && required === true)
    expect(hasKey).toBe(operation.method !== 'get' && operation.node['x-effect'] !== 'none')
  })

  it.each(operations)('$name returns every error as a problem, and requires the gateway key', (operation) => {
    const errors = responsesOf(operation).filter(([status]) => Number(status) >= 400)
    expect(errors.map(([status]) => status)).toEqual(expect.arrayContaining(['401', '429', '503']))
    for (const [, { content }] of errors)
      expect(members(content).map(([type]) => type)).toEqual(['application/problem+json'])
    const alternatives = operation.node.security as Node[]
    expect(alternatives.length).toBeGreaterThan(0)
    for (const alternative of alternatives) expect(alternative).toHaveProperty('gatewayKey')
  })

  it.each(operations.filter(({ node }) => node['x-owner'] !== undefined))(
    '$name documents that a path of another owner does not exist',
    (operation) => {
      const response = new Map(responsesOf(operation)).get('404')
      expect(response?.['x-problems']).toContain('not-found')
    },
  )

  it.each(operations)('$name is paginated if it returns a list', (operation) => {
    const outcomes = responsesOf(operation).filter(([status]) => Number(status) < 400)
    const answers = outcomes.flatMap(([, { content }]) =>
      members(content).map(([, { schema }]) => resolved(operation.file, schema)),
    )
    const isList = answers.some(({ properties }) => members(properties).some(([name]) => name === 'elements'))
    const names = parametersOf(operation).map(({ name }) => name)
    expect(names.includes('limite')).toBe(isList)
  })

  it.each(operations)('$name rejects unknown members of its body', ({ file, node }) => {
    for (const [, { schema }] of members(resolved(file, node.requestBody).content))
      expect(resolved(file, schema).additionalProperties).toBe(false)
  })
})

describe('problems', () => {
  const problems = documents.get('common/problems.yaml') ?? {}
  const answers = operations.flatMap((operation) =>
    responsesOf(operation)
      .filter(([status]) => Number(status) >= 400)
      .map(([status, response]) => ({ name: operation.name, status: Number(status), response })),
  )

  /** The schema of the type's own, or the one that types without members of their own share. */
  const schemaOf = (type: string): string =>
    members(documents.get('common/problem.yaml')).find(
      ([, { properties }]) => ((properties as Node).type as Node | undefined)?.const === type,
    )?.[0] ?? 'Problem'

  it.each(answers)('$status of $name lists known problems, with an example of each', ({ status, response }) => {
    const slugs = response['x-problems'] as string[]
    const media = members(response.content)[0]?.[1] ?? {}
    expect(members(media.examples).map(([slug]) => slug)).toEqual(slugs)
    for (const [slug, { value }] of members(media.examples)) {
      const { title, status: listed } = problems[slug] as Node
      expect(listed).toBe(status)
      const type = `urn:sagabench:problem:${slug}`
      expect(value).toMatchObject({ type, title, status })
      const validate = ajv.compile({ $ref: `common/problem.yaml#/${schemaOf(type)}` })
      validate(value)
      expect(validate.errors ?? [], slug).toEqual([])
    }
  })
})

describe('schemas', () => {
  const types = ['object', 'array', 'string', 'integer', 'number', 'boolean']
  const isSchema = ({ node }: Place): boolean =>
    typeof node.title === 'string' && [node.type].flat().some((type) => types.includes(String(type)))
  const titled = everyPlace.filter(isSchema)

  it('titles are unique across all specifications', () => {
    const titles = titled.map(({ node }) => String(node.title))
    expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([])
  })

  it('each named schema has its name as title', () => {
    const named = openapi.flatMap((file) => members(resolved(file, documents.get(file)?.components).schemas))
    const shared = ['values', 'checkout', 'restocking', 'problem'].flatMap((name) =>
      members(documents.get(`common/${name}.yaml`)),
    )
    expect([...named, ...shared].filter(([name, { title }]) => name !== title)).toEqual([])
  })

  it('no two objects have the same members, except events', () => {
    const shapes = new Map<string, string[]>()
    for (const place of titled.filter(({ file, node }) => 'properties' in node && !file.startsWith('asyncapi/'))) {
      const shape = JSON.stringify([place.node.required, place.node.properties])
      shapes.set(shape, [...(shapes.get(shape) ?? []), reference(place)])
    }
    expect([...shapes.values()].filter(({ length }) => length > 1)).toEqual([])
  })
})
