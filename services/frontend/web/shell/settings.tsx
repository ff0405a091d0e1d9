import { type Locale, locales, setLocale, useLocale } from '../locale/locale.ts'
import { useText } from '../locale/text.ts'
import { SelectField } from '../ui/field.tsx'
import { shellText } from './text.ts'
import { setTheme, type Theme, themes, useTheme } from './theme.ts'

const languages: Readonly<Record<Locale, string>> = { en: 'English', fr: 'Français' }

/** Language and colours. */
export const Settings = () => {
  const text = useText(shellText)
  const names: Readonly<Record<Theme, string>> = {
    system: text.themeSystem,
    light: text.themeLight,
    dark: text.themeDark,
  }
  return (
    <div className="settings">
      <SelectField
        label={text.language}
        value={useLocale()}
        onValue={(value) => setLocale(value === 'fr' ? 'fr' : 'en')}
        options={locales.map((locale) => [locale, languages[locale]])}
      />
      <SelectField
        label={text.theme}
        value={useTheme()}
        onValue={(value) => setTheme(themes.find((theme) => theme === value) ?? 'system')}
        options={themes.map((theme) => [theme, names[theme]])}
      />
    </div>
  )
}
