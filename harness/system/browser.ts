import { resolve } from 'node:path'
import { type Browser, chromium } from 'playwright-core'
import { onPath, unpackedTool } from './tools.ts'

const projectRoot = resolve(import.meta.dirname, '../..')

/** The browser that set-up unpacked, or that of the machine; undefined if there is neither. */
export const browserPath = (): string | undefined =>
  unpackedTool(projectRoot, 'chromium', 'chromium') ??
  ['chromium', 'chromium-browser', 'google-chrome'].map(onPath).find((path) => path !== undefined)

/** How to install a browser if `browserPath` finds none. */
export const browserHint =
  'node tools/setup.mjs fetches one on Linux x64; elsewhere: apt-get install chromium, or brew install --cask chromium'

/** Starts the browser. The pages opened in it are our own, so it needs no sandbox, which root can't have. */
export const openBrowser = (): Promise<Browser> => {
  const executablePath = browserPath()
  if (executablePath === undefined) throw new Error(`There is no Chromium: ${browserHint}.`)
  return chromium.launch({ executablePath, args: ['--no-sandbox'] })
}
