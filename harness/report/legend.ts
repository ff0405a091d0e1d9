import { seriesClass } from './charts/frame.ts'
import { capitalised, escaped } from './format.ts'

/** The mark and colour of each style, for charts with points or bars. */
export const styleLegend = (styles: readonly string[]): string =>
  `<ul class="legend">${styles.map((style, index) => `<li><span class="swatch ${seriesClass(index)}"></span>${escaped(capitalised(style))}</li>`).join('')}</ul>`
