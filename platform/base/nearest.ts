const distance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++)
      next[j] = Math.min((next[j - 1] ?? 0) + 1, (row[j] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1))
    row = next
  }
  return row[b.length] ?? 0
}

/** The known name most similar to a wrong one, for "did you mean". */
export const nearest = (name: string, known: Iterable<string>): string | undefined => {
  const ranked = [...known].map((one) => ({ one, far: distance(name, one) })).sort((a, b) => a.far - b.far)
  return ranked[0] && ranked[0].far <= Math.max(3, name.length / 3) ? ranked[0].one : undefined
}
