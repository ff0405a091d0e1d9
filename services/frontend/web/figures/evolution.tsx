import type { Evolution } from '#generated/commandes/types.ts'
import { type Direction, Trend } from '../ui/trend.tsx'

const directions: Readonly<Record<Evolution['tendance'], Direction>> = { hausse: 'up', stable: 'same', baisse: 'down' }

/** The trend of a turnover. */
export const EvolutionTrend = ({ evolution: { tendance, pour_mille } }: { evolution: Evolution }) => (
  <Trend direction={directions[tendance]} share={pour_mille === null ? null : pour_mille / 1_000} />
)
