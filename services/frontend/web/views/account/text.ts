import { defineText } from '../../locale/text.ts'

export const accountText = defineText({
  title: { en: 'My account', fr: 'Mon compte' },
})
