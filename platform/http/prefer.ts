/** A member of the Prefer header (RFC 7240): name, optional value, then parameters, which no preference here uses. */
const member =
  /^[\t ]*([!#$%&'*+.^_`|~\w-]+)[\t ]*(?:=[\t ]*(?:(?:([!#$%&'*+.^_`|~\w-]+)|"((?:[^"\\]|\\.)*)")[\t ]*)?)?(?:;.*)?$/s
const nameOnly = /^[\t ]*([!#$%&'*+.^_`|~\w-]+)/

/** The members of a comma-separated header, ignoring commas within quotes. */
const membersOf = (header: string): string[] => header.match(/(?:"(?:[^"\\]|\\.)*"?|[^,"])+/gs) ?? []

/**
 * The preferences of a Prefer header by lower-case name. The first instance of a preference counts; an unreadable
 * value counts as none. No header is an error: RFC 7240 tells a server to ignore preferences that it can't honour.
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

/** The seconds of the preference `wait` (RFC 7240, 4.3), at most `maxSeconds`; 0 if it is absent or not a whole number. */
export const waitSeconds = (header: string | undefined, maxSeconds: number): number => {
  const wait = header === undefined ? undefined : preferences(header).get('wait')
  return wait !== undefined && /^\d+$/.test(wait) ? Math.min(Number(wait), maxSeconds) : 0
}
