import { useSyncExternalStore } from 'react'

export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

const stored = 'theme'
const listeners = new Set<() => void>()
const read = (): Theme => themes.find((theme) => theme === localStorage.getItem(stored)) ?? 'system'
let current = read()

const apply = (): void => {
  if (current === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = current
}
apply()

export const setTheme = (theme: Theme): void => {
  current = theme
  localStorage.setItem(stored, theme)
  apply()
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

export const useTheme = (): Theme => useSyncExternalStore(subscribe, () => current)
