import { useText } from '../locale/text.ts'
import './meanings.css'
import { figuresText } from './text.ts'

/** A short explanation of each figure, below a table that shows them. */
export const Meanings = ({ meanings }: { meanings: readonly (readonly [figure: string, meaning: string])[] }) => {
  const text = useText(figuresText)
  return (
    <section className="meanings" aria-label={text.meanings}>
      <h2>{text.meanings}</h2>
      <dl>
        {meanings.map(([figure, meaning]) => (
          <div key={figure}>
            <dt>{figure}</dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
