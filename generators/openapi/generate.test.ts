import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { format } from '../shared/format.ts'
import { SpecError } from '../shared/spec-error.ts'
import { bundle } from './bundle.ts'
import { generateServices } from './generate.ts'
import { checkUnique, prepare } from './prepare.ts'
import { readProblems, renderProblems } from './problems.ts'
import { renderSchemas } from './schemas.ts'

const fixtures = resolve(import.meta.dirname, 'fixtures')
let work = ''
beforeAll(() => {
  mkdirSync('.sagabench', { recursive: true })
  work = mkdtempSync(resolve('.sagabench/golden-'))
})
afterAll(() => rmSync(work, { recursive: true, force: true }))

test('the output of each template equals its golden file', async () => {
  const problems = await readProblems(join(fixtures, 'problems.yaml'))
  await generateServices([join(fixtures, 'book-shelf.yaml')], work, { problems })
  writeFileSync(join(work, 'problems.ts'), renderProblems(problems))
  await format(work)
  await expect(readFileSync(join(work, 'problems.ts'), 'utf8')).toMatchFileSnapshot(join(fixtures, 'problems.ts'))
  for (const file of ['types.ts', 'schemas.ts', 'responses.ts', 'client.ts', 'server.ts', 'k6.ts', 'routes.json'])
    await expect(readFileSync(join(work, 'book-shelf', file), 'utf8')).toMatchFileSnapshot(
      join(fixtures, 'golden', file),
    )
})

/** The error message for the fixture with one text replaced by another. */
const mistake = async (file: string, right: string, wrong: string): Promise<string> => {
  const folder = mkdtempSync(join(work, 'mistake-'))
  for (const name of ['book-shelf.yaml', 'common.yaml', 'problem.yaml', 'problems.yaml']) {
    const text = readFileSync(join(fixtures, name), 'utf8')
    if (name === file) expect(text).toContain(right)
    writeFileSync(join(folder, name), name === file ? text.replace(right, wrong) : text)
  }
  try {
    const [specification] = await bundle([join(folder, 'book-shelf.yaml')], join(folder, 'bundled'))
    if (specification === undefined) throw new Error('nothing was bundled')
    checkUnique([specification])
    prepare(specification, await readProblems(join(folder, 'problems.yaml')))
    renderSchemas(specification, '')
  } catch (error) {
    expect(error).toBeInstanceOf(SpecError)
    return (error as SpecError).message
  }
  return 'no mistake'
}

const shelf = 'book-shelf.yaml'

describe.concurrent('a mistake in a specification is reported with file, line and a fix', () => {
  test.each([
    [
      'an unsafe operation without key',
      shelf,
      'name: Idempotency-Key',
      'name: Key',
      /book-shelf\.yaml:22:.* addBook: .*Idempotency-Key/,
    ],
    [
      'a list that is not comma-separated',
      shelf,
      'explode: false',
      'explode: true',
      /book-shelf\.yaml:59:.* book_id is a list; write .*explode: false/,
    ],
    [
      'callers that are not a list',
      shelf,
      '[application-desk]',
      'application-desk',
      /book-shelf\.yaml:28:.* x-callers must be a list/,
    ],
    [
      'an owner that is not a path parameter',
      shelf,
      'x-owner: reader',
      'x-owner: client',
      /book-shelf\.yaml:78:.* x-owner must name a path parameter/,
    ],
    [
      'an owner without the answer for others',
      shelf,
      `        '404': { $ref: common.yaml#/NotFound }\n`,
      '',
      /book-shelf\.yaml:81: followReader: .* 404 .*not-found.*; add a 404 response with not-found in its x-problems/,
    ],
    [
      'an owner whose 404 does not list the problem for others',
      'common.yaml',
      'x-problems: [not-found]',
      'x-problems: [gone]',
      /common\.yaml:17: followReader: .* 404 .*not-found.*; add not-found to the x-problems of its 404 response/,
    ],
    [
      'an open request body',
      shelf,
      'additionalProperties: false',
      'description: open',
      /book-shelf\.yaml:.* NewBook in a request body .*additionalProperties: false/,
    ],
    [
      'an operationId used twice',
      shelf,
      'operationId: selectBooks',
      'operationId: addBook',
      /book-shelf\.yaml:54:.* operationId addBook is already used by/,
    ],
    ...[
      ['a schema with the name of a generated constant', 'Responses', 'responses is a constant of the generated code'],
      ["a schema with the name of an operation's type", 'ListBooksResult', 'ListBooksResult is a type of an operation'],
      ['a schema with a reserved word as its name', 'Default', 'default is a reserved word'],
      ['a schema whose name has other characters', 'Page.One', 'page.One is not a name in TypeScript'],
      [
        'two schemas whose names differ in the first letter only',
        'book',
        'book is also the constant of the schema Book',
      ],
    ].map(([what = '', name = '', why = '']): [string, string, string, string, RegExp] => [
      what,
      shelf,
      '    Page:\n',
      `    ${name}: { type: string }\n    Page:\n`,
      new RegExp(`book-shelf\\.yaml:131: schema ${name}: ${why}.*; choose another name`),
    ]),
    ...[
      ['an operationId that is a reserved word', 'delete', 'delete is a reserved word'],
      ['an operationId with the name of an import', 'send', 'send is a function that the generated code imports'],
      ['an operationId with the name of a constant', 'listBooksOperation', 'listBooksOperation is a constant'],
    ].map(([what = '', name = '', why = '']): [string, string, string, string, RegExp] => [
      what,
      shelf,
      'operationId: checkShelf',
      `operationId: ${name}`,
      new RegExp(`book-shelf\\.yaml:\\d+: operationId ${why}.*; choose another`),
    ]),
    [
      'an unknown security scheme',
      shelf,
      'readerToken: []',
      'visitorToken: []',
      /book-shelf\.yaml:76:.* visitorToken; expected one of: gatewayKey, staffToken, readerToken/,
    ],
    [
      'a token without roles',
      shelf,
      '      x-roles: [librarian]\n',
      '',
      /book-shelf\.yaml:22:.* addBook: x-roles must list the accepted roles, some of: librarian, apprentice/,
    ],
    [
      'a role that no token has',
      shelf,
      'x-roles: [librarian]\n',
      'x-roles: [librarian, reader]\n',
      /book-shelf\.yaml:27:.* no token of this operation has the role reader; expected some of: librarian, apprentice/,
    ],
    [
      'roles of an operation that takes no token',
      shelf,
      'operationId: selectBooks',
      'operationId: selectBooks\n      x-roles: [reader]',
      /book-shelf\.yaml:55:.* selectBooks: x-roles needs a security scheme whose tokens have roles/,
    ],
    [
      'a token whose roles are never accepted',
      shelf,
      'security: [{ gatewayKey: [], staffToken: [] }]',
      'security: [{ gatewayKey: [], staffToken: [] }, { gatewayKey: [], readerToken: [] }]',
      /book-shelf\.yaml:27:.* x-roles lists no role of readerToken/,
    ],
    [
      'a scheme without roles in its list',
      shelf,
      'x-roles: [librarian, apprentice]',
      'x-roles: []',
      /book-shelf\.yaml:\d+:.* staffToken: x-roles must be a list of at least one role/,
    ],
    ['a dangling reference', shelf, 'common.yaml#/BookId', 'common.yaml#/BokId', /book-shelf\.yaml:64:.*BokId/s],
    [
      'an unknown problem',
      shelf,
      'known, shelf-full',
      'known, shelf-ful',
      /book-shelf\.yaml:\d+:.* addBook 409: problem shelf-ful is not in .*did you mean shelf-full\?/,
    ],
    [
      'a problem with a different status',
      shelf,
      'known, shelf-full',
      'known, unavailable',
      /book-shelf\.yaml:\d+:.* addBook 409: problem unavailable has status 503, so it can't be listed under 409/,
    ],
    [
      'a listed problem that the schema does not cover',
      shelf,
      '                  - { $ref: problem.yaml#/ProblemKnown }\n',
      '',
      /addBook 409: the schema does not cover known; add a reference to its schema in problem\.yaml/,
    ],
    [
      'a schema of an unlisted problem',
      shelf,
      'known, shelf-full',
      'shelf-full',
      /addBook 409: the schema covers known, which x-problems does not list/,
    ],
    [
      'a problem response without x-problems',
      shelf,
      '          x-problems: [known, shelf-full]\n',
      '',
      /addBook 409: x-problems is missing; list the slugs of its problems/,
    ],
    [
      'a schema for an unknown problem',
      'problem.yaml',
      'problem:known',
      'problem:knowm',
      /problem\.yaml:\d+:.* ProblemKnown is for the problem knowm, which does not exist in problems\.yaml/,
    ],
    [
      'a schema with a different status than its problem',
      'problem.yaml',
      'const: 409',
      'const: 410',
      /problem\.yaml:\d+:.* ProblemKnown: status must be the constant 409/,
    ],
    ['a YAML syntax error', 'common.yaml', 'type: integer', 'type: [integer', /common\.yaml:\d+/],
  ])('%s', async (_what, file, right, wrong, message) => {
    expect(await mistake(file, right, wrong)).toMatch(message)
  })
})

describe('problems', () => {
  const render = async (text: string): Promise<string> => {
    const folder = mkdtempSync(join(work, 'problems-'))
    const file = join(folder, 'problems.yaml')
    writeFileSync(file, text)
    writeFileSync(join(folder, 'problem.yaml'), 'Problem: { type: object, properties: {} }')
    return renderProblems(await readProblems(file))
  }

  test('are rendered as a table of status and title', async () => {
    expect(
      await render('too-old: { status: 409, title: The book is too old, description: Older than 100 years. }'),
    ).toContain(`'too-old': { status: 409, title: "The book is too old" },`)
  })

  test.each([
    [
      'a status that is not an error',
      'ok: { status: 200, title: x }',
      /problems\.yaml:1: ok: status must be between 400 and 599/,
    ],
    ['a missing title', 'a: { status: 409, title: x }\nb: { status: 409 }', /problems\.yaml:2: b: title is missing/],
    ['a slug in another case', 'TooOld: { status: 409, title: x }', /problems\.yaml:1: TooOld must be kebab-case/],
  ])('%s is rejected with file and line', async (_what, text, message) => {
    await expect(render(text)).rejects.toThrow(message)
  })
})
