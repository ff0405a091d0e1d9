/** A phrase that readers have to decode, and what to write instead. */
type Riddle = { readonly phrase: RegExp; readonly instead: string }

/** The worst of the words listed in CONTRIBUTING.md under "English": each has a plain form that always fits. */
const riddles: readonly Riddle[] = [
  {
    phrase: /\b(?:is|are|be|being) told\b(?! apart)/i,
    instead: 'say who reports or passes it: "Report malformed keys"',
  },
  { phrase: /(?<!-)\b(?:stands?|stood)\b(?!-| (?:for|alone|out)\b)/i, instead: '"is", "is in", "holds", "replaces"' },
  { phrase: /\bwho (?:has|have|had) not\b/i, instead: 'name the process or person: "a process that has not …"' },
  { phrase: /\b(?:that|which) somebody\b/i, instead: 'name who does it' },
  { phrase: /\banew\b/i, instead: '"again"' },
  { phrase: /\b(?:looks?|looked|looking) after\b/i, instead: 'the verb of the work: "check", "retry", "remove"' },
  { phrase: /\bwhat was said\b/i, instead: '"the message", "the answer"' },
  { phrase: /\bsuch as (?:is|are)\b/i, instead: '"that is", "that are"' },
  { phrase: /\bwhat (?:came|comes) of\b/i, instead: '"the result of"' },
  { phrase: /\b(?:that|which|who) (?:is|are) none\b/i, instead: '"an invalid …", "not a …"' },
  { phrase: /\b(?:takes?|taken|took) back\b/i, instead: '"undo", "roll back", "compensate"' },
  { phrase: /\bthat which\b|\bby whom\b/i, instead: 'name the thing or person' },
  { phrase: /\b(?:whereof|wherein|whereto|wherefrom|whence)\b/i, instead: '"of which", "in which", "from which"' },
  { phrase: /\bnobody (?:said|asked)\b/i, instead: '"unknown", "not requested"' },
]

/** Code spans of Markdown quote what they name. */
const withoutQuotations = (path: string, line: string): string =>
  path.endsWith('.md') ? line.replaceAll(/`[^`]*`/g, '') : line

/** The riddles in a text, each with its place, the phrase, and what to write. */
export const riddlesIn = (path: string, text: string): string[] =>
  text.split('\n').flatMap((line, index) =>
    riddles.flatMap(({ phrase, instead }) => {
      const found = phrase.exec(withoutQuotations(path, line))
      return found ? [`${path}:${index + 1}: "${found[0]}" is hard to read; write ${instead}`] : []
    }),
  )
