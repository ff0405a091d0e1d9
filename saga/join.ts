/**
 * Each element of `left` with the members `take` of the element of `right` that has the same `by`, in the order of `left`.
 * @throws RangeError where `right` has none: then the other side did not answer what it was asked.
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
    if (!other) throw new RangeError(`nothing has ${String(by)} ${String(one[by])}`)
    return { ...one, ...Object.fromEntries(take.map((name) => [name, other[name]])) } as L & Pick<R, T>
  })
}
