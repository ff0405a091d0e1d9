import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser } from '#harness/system/browser.ts'
import { needing } from '../support/left-out.ts'
import { type Documented, documentedOperations, driver, statusOfCurl } from './documented.ts'
import { fencesIn, type Installed, installSdk } from './installed.ts'
import { servePage } from './page-server.ts'
import { type Shop, startShop } from './shop.ts'

let installed: Installed
let shop: Shop
let documented: Documented[]
const examples = fencesIn('sdk/README.md', 'ts')

beforeAll(async () => {
  installed = await installSdk()
  shop = await startShop()
  documented = await documentedOperations(shop)
  for (const { operationId, sdk } of documented) installed.write(`${operationId}.ts`, sdk)
})
afterAll(async () => {
  await shop?.close()
  installed?.remove()
})

const environment = (): Record<string, string> => ({
  GATEWAY: shop.system.url('kong'),
  API_KEY: shop.key('application-boutique'),
  ADMIN_KEY: shop.key('application-administration'),
  TOKEN: shop.token,
  CLIENT_ID: shop.clientId,
  REDIS_URL: shop.system.env('worker-notification').REDIS_URL ?? '',
  EVENT_PUBLIC_KEYS: shop.system.env('worker-notification').EVENT_PUBLIC_KEYS ?? '',
})

describe('the package', () => {
  test('depends on nothing, and installs nothing but itself', () => {
    const manifest = JSON.parse(readFileSync(join(installed.sdk, 'package.json'), 'utf8'))
    expect(manifest).toMatchObject({ sideEffects: false, type: 'module', license: 'Apache-2.0' })
    expect(manifest.dependencies).toBeUndefined()
    const lock = JSON.parse(readFileSync(join(installed.folder, 'package-lock.json'), 'utf8'))
    expect(Object.keys(lock.packages)).toEqual(['', 'node_modules/@sagabench/sdk'])
    expect(readdirSync(installed.sdk).sort()).toEqual(['LICENSE', 'README.md', 'dist', 'package.json'])
  })

  test('one operation, bundled, is smaller than 4 kB compressed', async () => {
    const one = installed.write(
      'one.js',
      "import { createTransport, lirePanier } from '@sagabench/sdk'\n" +
        "console.log(await lirePanier(createTransport({ baseUrl: '' }), { path: { id: '' } }))\n",
    )
    const { outputFiles } = await build({ entryPoints: [one], bundle: true, minify: true, format: 'esm', write: false })
    const code = outputFiles[0]?.contents ?? new Uint8Array()
    expect(gzipSync(code).byteLength).toBeLessThan(4_000)
    expect(Buffer.from(code).toString()).not.toContain('creerCompteClient')
  })

  test('its examples, and those of the documentation, type-check against its types', async () => {
    for (const [index, code] of examples.entries()) installed.write(`example-${index}.ts`, code)
    const compilerOptions = {
      module: 'nodenext',
      target: 'es2022',
      types: ['node'],
      strict: true,
      noUncheckedIndexedAccess: true,
      skipLibCheck: false,
      noEmit: true,
    }
    installed.write('tsconfig.json', JSON.stringify({ compilerOptions, include: ['*.ts'] }))
    await installed.run(resolve('node_modules/.bin/tsc'), ['-p', '.'])
  })
})

describe('in Node, the example', () => {
  test.each([
    ['Check out', 0, /^SAGA_TERMINEE [0-9a-f-]{36}\nREUSSI [0-9a-f-]{36}\n$/],
    ['Handle refusals', 1, /^\/?panier\/lignes\/0\/quantite .+\n$/],
    ['Handle failures', 2, /^timeout unknown\n202\n$/],
    ['Read lists', 3, /^\S+ \d+\n\S+ \d+\n\S+ \d+\n50 products\n$/],
    ['Follow a checkout', 4, /^(EN_COURS\n)?REUSSI\n$/],
    ['Consume the events', 5, /^[0-9a-f-]{36}\n/],
  ])('"%s" does what it says', async (_title, index, printed) => {
    const file = installed.write(`example-${index}.ts`, examples[index] ?? '')
    expect(await installed.run(process.execPath, [file], environment())).toMatch(printed)
  })

  test('every example is run here', () => expect(examples).toHaveLength(6))
})

describe('in a browser', needing('browser'), () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser?.close())

  const program = `
    import { bodyOf, createTransport, elements, followCheckout, initierCheckoutChoreo, rechercherProduits, waitForCheckout } from '@sagabench/sdk'
    window.run = async ({ token, clientId, gateway }) => {
      const shop = createTransport({ baseUrl: location.origin, token })
      const begin = async (produit_id) =>
        bodyOf(await initierCheckoutChoreo(shop, { path: { id: clientId }, body: { panier: { lignes: [{ produit_id, quantite: 1 }] } } }))
      const waited = await waitForCheckout(shop, { client_id: clientId, ...(await begin(3)) })
      const states = []
      for await (const { etat } of followCheckout(shop, { client_id: clientId, ...(await begin(4)) })) states.push(etat)
      let products = 0
      for await (const _ of elements(rechercherProduits, shop, { query: { limite: 20 } })) products++
      const elsewhere = createTransport({ baseUrl: gateway, token, retries: 0 })
      const refused = await rechercherProduits(elsewhere, {}).catch(({ reason }) => reason)
      return { waited: waited.etat, last: states.at(-1), severalPages: products > 20, refused }
    }
    window.ready = true`
  const page = (head: string, code: string) =>
    `<!doctype html><title>shop</title>${head}<script type="module">${code}</script>`

  const run = async (html: string): Promise<unknown> => {
    const { url, close } = await servePage(
      html,
      installed.sdk,
      shop.system.url('kong'),
      shop.key('application-boutique'),
    )
    const tab = await browser.newPage()
    try {
      await tab.goto(url)
      await tab.waitForFunction('window.ready')
      const given = { token: shop.token, clientId: shop.clientId, gateway: shop.system.url('kong') }
      return await tab.evaluate(
        `run(${JSON.stringify(given)}).catch((error) => String(error.cause?.message ?? '') + error.message)`,
      )
    } finally {
      await tab.close()
      await close()
    }
  }
  const expected = { waited: 'REUSSI', last: 'REUSSI', severalPages: true, refused: 'network' }

  test("it works without a bundler, and calls the gateway through the page's own origin only", async () => {
    const map = '<script type="importmap">{"imports":{"@sagabench/sdk":"/sdk/dist/index.js"}}</script>'
    expect(await run(page(map, program))).toEqual(expected)
  })

  test('it works bundled', async () => {
    const entry = installed.write('page.js', program)
    const { outputFiles } = await build({
      entryPoints: [entry],
      bundle: true,
      minify: true,
      format: 'esm',
      write: false,
    })
    expect(await run(page('', outputFiles[0]?.text ?? ''))).toEqual(expected)
  })
})

// Last, because it calls everything, including the erasure of the customer.
describe('the documentation', () => {
  /** Statuses of an invalid or unauthorised request. */
  const wrong = [400, 401, 403, 405, 408, 413, 415, 422, 429, 500, 503]
  const accepted = ({ statuses }: Documented, status: unknown): boolean =>
    statuses.includes(Number(status)) && !wrong.includes(Number(status))

  test('shows a curl command for every operation that gets an answer as specified', async () => {
    const failed: string[] = []
    for (const one of documented) {
      const status = await statusOfCurl(one)
      if (!accepted(one, status)) failed.push(`${one.operationId}: ${status}`)
    }
    expect(failed).toEqual([])
    expect(documented.length).toBeGreaterThan(30)
  })

  test('shows SDK code for every operation that gets an answer as specified', async () => {
    const modules = documented.map(({ operationId, environment }) => ({ file: `./${operationId}.ts`, environment }))
    const file = installed.write('driver.js', driver(modules))
    const said = JSON.parse(await installed.run(process.execPath, [file])) as Record<string, unknown>
    const failed = documented.filter((one) => !accepted(one, said[`./${one.operationId}.ts`]))
    expect(failed.map(({ operationId }) => [operationId, said[`./${operationId}.ts`]])).toEqual([])
  })
})
