/** A member of the Prefer header (RFC 7240): its name, then perhaps a value, then parameters, which no preference here has. */
const member =
  /^[\t ]*([!#$%&'*+.^_`|~\w-]+)[\t ]*(?:=[\t ]*(?:(?:([!#$%&'*+.^_`|~\w-]+)|"((?:[^"\\]|\\.)*)")[\t ]*)?)?(?:;.*)?$/s
const nameOnly = /^[\t ]*([!#$%&'*+.^_`|~\w-]+)/

/** The members of a comma-separated header; a comma within quotes separates nothing. */
const membersOf = (header: string): string[] => header.match(/(?:"(?:[^"\\]|\\.)*"?|[^,"])+/gs) ?? []

/**
 * The preferences of a Prefer header by name in lower case. Of a preference that is given twice only the first counts; one whose
 * value can't be read has none. Nothing makes the header wrong: RFC 7240 has a server ignore what it can't honour.
 */
export const preferences = (header: string): ReadonlyMap<string, string> => {
  const found = new Map<string, string>()
  for (const text of membersOf(header)) {
    const [, name = nameOnly.exec(text)?.[1], token, quoted = ''] = member.exec(text) ?? []
    const key = name?.toLowerCase()
    if (key !== undefined && !found.has(key)) found.set(key, token ?? quoted.replaceAll(/\\(.)/gs, '$1'))
  }
  return found
}

/** The seconds of the preference `wait` (RFC 7240, 4.3), 0 where it is absent or no whole number, and `maxSeconds` at most. */
export const waitSeconds = (header: string | undefined, maxSeconds: number): number => {
  const wait = header === undefined ? undefined : preferences(header).get('wait')
  return wait !== undefined && /^\d+$/.test(wait) ? Math.min(Number(wait), maxSeconds) : 0
}
