/**
 * Joins two lists by the member `by`: each element of `left` gets the members `take` of its match in `right`.
 * @throws RangeError if an element has no match, because the response then lacks an item that was requested
 */
export const join = <L extends object, R extends object, B extends keyof L & keyof R, T extends keyof R>(
  left: readonly L[],
  right: readonly R[],
  by: B,
  take: readonly T[],
): (L & Pick<R, T>)[] => {
  const found = new Map<unknown, R>(right.map((one) => [one[by], one]))
  return left.map((one) => {
    const other = found.get(one[by])
    if (!other) throw new RangeError(`no match for ${String(by)} ${String(one[by])}`)
    return { ...one, ...Object.fromEntries(take.map((name) => [name, other[name]])) } as L & Pick<R, T>
  })
}
