import { escapeHtml } from './html.ts'

export const list = (sentences: readonly string[]): string =>
  `<ol>${sentences.map((one) => `<li>${escapeHtml(one)}</li>`).join('')}</ol>`

/** Sentences under their titles; a part without a title has none. */
export const parts = (titled: readonly { title: string; sentences: readonly string[] }[]): string =>
  titled
    .map(({ title, sentences }) => `${title === '' ? '' : `<h4>${escapeHtml(title)}</h4>`}${list(sentences)}`)
    .join('')

/** A diagram that scrolls sideways, with its caption and an equivalent in words. */
export const figure = (svg: string, caption: string, words: string): string =>
  `<figure><div class="scroll" tabindex="0" role="region" aria-label="${escapeHtml(caption)}">${svg}</div><figcaption>${escapeHtml(caption)}</figcaption></figure><details><summary>The same in words</summary>${words}</details>`
