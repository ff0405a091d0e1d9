import { Trend } from '../ui/trend.tsx'
import { differenceOf, type Pair, perMilleOf } from './comparison.ts'

/** How a value changed against the one it is compared with; nothing if one of them is missing. */
export const Change = ({ pair }: { pair: Pair }) => {
  const [difference, perMille] = [differenceOf(pair), perMilleOf(pair)]
  if (difference === null) return null
  const direction = difference > 0 ? 'up' : difference < 0 ? 'down' : 'same'
  return <Trend direction={direction} share={perMille === null ? null : perMille / 1_000} />
}
