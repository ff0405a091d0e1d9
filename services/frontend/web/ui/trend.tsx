import { useFormat } from '../locale/format.ts'
import { useText } from '../locale/text.ts'
import { uiText } from './text.ts'
import './trend.css'

export type Direction = 'up' | 'same' | 'down'

type Props = {
  direction: Direction
  /** The change as a share of the previous value; null if that was 0. */
  share: number | null
}

const arrows = { up: '▲', same: '▬', down: '▼' } as const

/** How a value changed: an arrow, the percent with its sign, and a word. The colour only supports them. */
export const Trend = ({ direction, share }: Props) => {
  const text = useText(uiText)
  const { percentChange } = useFormat()
  const words = { up: share === null ? text.upFromZero : text.up, same: text.unchanged, down: text.down }
  return (
    <span className="trend" data-direction={direction}>
      <span aria-hidden="true">{arrows[direction]}</span>{' '}
      <span className="numeric">{share === null ? '' : `${percentChange(share)} `}</span>
      {words[direction]}
    </span>
  )
}
