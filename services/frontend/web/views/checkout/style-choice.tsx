import { useText } from '../../locale/text.ts'
import './checkout.css'
import { type Style, styles } from './search.ts'
import { checkoutText } from './text.ts'

/** The two styles, each explained in a sentence. */
export const StyleChoice = ({ value, onValue }: { value: Style; onValue: (style: Style) => void }) => {
  const text = useText(checkoutText)
  const names: Readonly<Record<Style, readonly [string, string]>> = {
    orchestre: [text.orchestre, text.orchestreText],
    choregraphie: [text.choregraphie, text.choregraphieText],
  }
  return (
    <fieldset className="panel choices">
      <legend className="choices-title">{text.style}</legend>
      {styles.map((style) => (
        <label key={style} className="choice">
          <input type="radio" name="style" checked={value === style} onChange={() => onValue(style)} />
          <span>
            <strong>{names[style][0]}</strong>
            <span className="muted choice-text">{names[style][1]}</span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}
