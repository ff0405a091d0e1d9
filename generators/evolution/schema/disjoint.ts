import { child, isNode, nodeOf, type Side, textsOf } from '../core/located.ts'
import type { Walk } from '../core/walk.ts'
import { type Shape, shapeOf } from './scope.ts'
import { listedIn, typesIn } from './values.ts'

const shareNone = (a: readonly string[] | undefined, b: readonly string[] | undefined): boolean =>
  a !== undefined && b !== undefined && !a.some((one) => b.includes(one))

/** The allowed types, with integer widened to number, since every integer is a number. */
const types = (shape: Shape): string[] | undefined =>
  typesIn(shape)?.map((type) => (type === 'integer' ? 'number' : type))

const isOnlyObject = (shape: Shape): boolean => typesIn(shape)?.join() === 'object'
const requiredIn = ({ keywords }: Shape): string[] => textsOf(keywords.get('required')?.value)

/** Whether no value satisfies both, judged by their types, their enum values, and those of a field that both require. */
const excludes = (walk: Walk, side: Side, a: Shape, b: Shape): boolean => {
  if (a.allows === 'nothing' || b.allows === 'nothing') return true
  if (shareNone(types(a), types(b)) || shareNone(listedIn(a), listedIn(b))) return true
  if (!isOnlyObject(a) || !isOnlyObject(b)) return false
  const shared = requiredIn(a).filter((name) => requiredIn(b).includes(name))
  const fieldOf = (shape: Shape, name: string): Shape | undefined => {
    const properties = shape.keywords.get('properties')
    if (!properties || !isNode(properties.value) || !Object.hasOwn(nodeOf(properties.value), name)) return undefined
    return shapeOf(walk, side, child(properties, name))
  }
  return shared.some((name) => {
    const [left, right] = [fieldOf(a, name), fieldOf(b, name)]
    if (!left || !right) return false
    return shareNone(types(left), types(right)) || shareNone(listedIn(left), listedIn(right))
  })
}

/** Whether no value satisfies more than one of these schemas. */
export const areDisjoint = (walk: Walk, side: Side, shapes: readonly Shape[]): boolean =>
  shapes.every((one, index) => shapes.slice(index + 1).every((other) => excludes(walk, side, one, other)))
