import { count } from '../report/format.ts'
import { nameOf } from '../variants/records.ts'
import { comparisonLines } from '../variants/results.ts'
import type { Verification } from './verify.ts'

const checksumOnly =
  'CPU time and other costs, hops, time until rest, invariants, faults, machine speed and the generator report were sampled at run time and can not be recomputed: only the checksum of their file was verified.'

const foundText = ({ rounds, verdict, variants }: Verification): string => {
  if (variants !== null)
    return [
      `✓ every block of ${rounds} ${rounds === 1 ? 'round' : 'rounds'} follows from its raw lines. Recomputed:`,
      ...comparisonLines(variants).map((line) => `  ${line}`),
      checksumOnly,
    ].join('\n')
  const of = rounds === null ? '' : ` of each of the ${rounds} rounds and of all together`
  return `✓ every figure and verdict${of} follows from the raw data: ${verdict}`
}

/** The result of a verification as text for the terminal. */
export const verificationText = (found: Verification): string => {
  const { sha256, commit, startedAt, files, samples, variants, differences } = found
  const name = variants === null ? commit : nameOf(variants)
  return [
    `commit ${name}, ${startedAt}: ${count(files)} files, ${count(samples)} raw lines`,
    `sha256 ${sha256}`,
    ...differences.map((difference) => `✗ ${difference}`),
    ...(differences.length > 0 ? [] : [foundText(found)]),
  ].join('\n')
}
