import { placeOf, SpecError } from '../shared/spec-error.ts'
import { operationsOf, pascalCase, type Specification } from './document.ts'
import { constantName } from './schemas.ts'

/** Words that can't be the name of a constant in a module. */
const reserved =
  'arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for function if implements import in instanceof interface let new null package private protected public return static super switch this throw true try typeof undefined var void while with yield'

/** The constants of schemas.ts and responses.ts that are not schemas, and the function that k6.ts imports. */
const constants = ['operations', 'responses']
const functions = ['send']

/** The types that types.ts imports or uses. */
const types = ['ProblemOf', 'Record', 'Readonly', 'AsyncIterable']
const typesOf = (operationId: string): string[] =>
  ['Request', 'Input', 'Result', 'Answer'].map((part) => `${pascalCase(operationId)}${part}`)

/** Names that are in use, each with what it names. */
type Taken = Map<string, string>

const takenBy = (what: string, names: readonly string[]): [string, string][] => names.map((name) => [name, what])

/** Why a name can't be used; undefined if it can. */
const objectionTo = (name: string, taken: Taken): string | undefined => {
  if (!/^[a-z]\w*$/i.test(name)) return `${name} is not a name in TypeScript`
  const other = taken.get(name)
  return other && `${name} is ${other}`
}

/**
 * Rejects schemas and operations whose names the generated modules use for something else, because such modules can't be
 * compiled. @throws SpecError with file and line
 */
export const checkNames = ({ source, document }: Specification): void => {
  const words = takenBy('a reserved word', reserved.split(' '))
  const located = operationsOf(document)
  const ids = located.map(({ operation }) => operation.operationId)
  const operations: Taken = new Map([
    ...words,
    ...takenBy('a function that the generated code imports', functions),
    ...takenBy(
      'a constant of the generated client',
      ids.map((id) => `${id}Operation`),
    ),
  ])
  for (const { operation, pointer } of located) {
    const objection = objectionTo(operation.operationId, operations)
    if (objection !== undefined)
      throw new SpecError(placeOf(source, [...pointer, 'operationId']), `operationId ${objection}; choose another`)
  }
  const ofSchemas: Taken = new Map([...words, ...takenBy('a constant of the generated code', constants)])
  const ofTypes: Taken = new Map([
    ...takenBy('a type that the generated code uses', types),
    ...takenBy('a type of an operation in the generated code', ids.flatMap(typesOf)),
  ])
  for (const name of Object.keys(document.components.schemas ?? {})) {
    const objection = objectionTo(constantName(name), ofSchemas) ?? objectionTo(name, ofTypes)
    if (objection !== undefined)
      throw new SpecError(
        placeOf(source, ['components', 'schemas', name]),
        `schema ${name}: ${objection}; choose another name`,
      )
    ofSchemas.set(constantName(name), `also the constant of the schema ${name}`)
  }
}
