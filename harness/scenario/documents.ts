// Scenario documents: their types, reading them, and the places of their mistakes.

export { type Limit, limitMistake, meets, parseLimit } from './limit.ts'
export { DocumentError, type Mistake, type Path, type Place, type Placed, pathText, readPlaced } from './places.ts'
export { parseScenario, readScenarios, scenarioIds } from './read-scenarios.ts'
export {
  type Decision,
  type Load,
  type LoadModel,
  type Measure,
  perSecond,
  type Scenario,
  scenariosFolder,
} from './scenario.ts'
export { type Root, readSchema, schemaMistakes } from './schema-mistakes.ts'
