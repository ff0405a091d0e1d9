import { count } from '../report/format.ts'
import { nameOf } from '../variants/record.ts'
import { comparisonLines } from '../variants/table.ts'
import type { Verification } from './verify.ts'

const alone =
  'CPU time and other costs, hops, time until rest, invariants, faults, the speed of the machine and what the generator said of itself were read while it ran: of them only the sum of their file was checked.'

const foundText = ({ rounds, verdict, arms }: Verification): string => {
  if (arms !== null)
    return [
      `✓ every block of ${rounds} ${rounds === 1 ? 'round' : 'rounds'} follows from its raw lines, and they give:`,
      ...comparisonLines(arms).map((line) => `  ${line}`),
      alone,
    ].join('\n')
  const of = rounds === null ? '' : ` of ${rounds} rounds, and of all together,`
  return `✓ every figure and verdict${of} follows from the raw data: ${verdict}`
}

/** What was found when a bundle was verified, ready to print. */
export const verificationText = (found: Verification): string => {
  const { sha256, commit, startedAt, files, samples, arms, differences } = found
  const name = arms === null ? commit : nameOf(arms)
  return [
    `commit ${name}, ${startedAt}: ${count(files)} files, ${count(samples)} raw lines`,
    `sha256 ${sha256}`,
    ...differences.map((difference) => `✗ ${difference}`),
    ...(differences.length > 0 ? [] : [foundText(found)]),
  ].join('\n')
}
