import { generateKeyPairSync, sign } from 'node:crypto'
import { SignJWT, UnsecuredJWT } from 'jose'
import { describe, expect, test } from 'vitest'
import { createTokenVerifier } from './identity.ts'
import { ask, build, issue, keys, owner, pair, roles } from './testing.ts'

describe('tokens', () => {
  const withToken = (token: string, url: string) => ask({ url, headers: { authorization: `Bearer ${token}` } })
  const claims = {
    role: 'staff',
    sub: 'boss',
    iss: 'sagabench',
    aud: 'sagabench',
    exp: Math.floor(Date.now() / 1000) + 60,
  }
  const signed = (changes: object, key = pair.privateKey) =>
    new SignJWT({ ...claims, ...changes }).setProtectedHeader({ alg: 'EdDSA' }).sign(key)

  const stranger = generateKeyPairSync('ed25519')
  const signedWith = (header: object) => {
    const named = { alg: 'EdDSA', ...header }
    const head = Buffer.from(JSON.stringify(named)).toString('base64url')
    const text = `${head}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}`
    return Promise.resolve(`${text}.${sign(null, Buffer.from(text), pair.privateKey).toString('base64url')}`)
  }
  /** The same token with another role. */
  const changed = (token: string): string => {
    const [head, , signature] = token.split('.')
    return `${head}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.${signature}`
  }

  test('a valid token names the subject, even from the cache', async () => {
    const server = build()
    const headers = { authorization: `Bearer ${await issue({ id: 'boss', role: 'staff' }, 60)}` }
    for (let i = 0; i < 2; i++)
      expect((await ask({ url: '/audit/', headers }, server)).body).toEqual({ subject: { id: 'boss', role: 'staff' } })
  })

  test.each<[string, () => Promise<string>]>([
    ['not a JWT', async () => 'abc'],
    ['alg none', async () => new UnsecuredJWT(claims).encode()],
    ['expired', () => signed({ exp: Math.floor(Date.now() / 1000) - 1 })],
    ['without expiry', () => signed({ exp: undefined })],
    ['another issuer', () => signed({ iss: 'else' })],
    ['another audience', () => signed({ aud: 'else' })],
    ['an unknown role', () => signed({ role: 'admin' })],
    ['signed by another key', () => signed({}, generateKeyPairSync('ed25519').privateKey)],
    [
      'signed with the public key as HMAC secret',
      () => new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(Buffer.from(keys.publicKeyPem)),
    ],
    ['too long', async () => 'x'.repeat(5_000)],
    ['without a subject', () => signed({ sub: undefined })],
    ['with an empty subject', () => signed({ sub: '' })],
    ['not valid yet', () => signed({ nbf: Math.floor(Date.now() / 1000) + 60 })],
    ...[
      { jwk: stranger.publicKey.export({ format: 'jwk' }) },
      { jku: 'https://example.org/keys' },
      { x5u: 'https://example.org/certificate' },
      { kid: '../../dev/null' },
      { kid: "' or 1=1 --" },
    ].map((header): [string, () => Promise<string>] => [
      `signed by a key that it contains or references: ${Object.keys(header)}`,
      () => new SignJWT(claims).setProtectedHeader({ alg: 'EdDSA', ...header }).sign(stranger.privateKey),
    ]),
    [
      'marked with a critical extension',
      () => signedWith({ crit: ['http://example.org/x'], 'http://example.org/x': 1 }),
    ],
    ['changed after signing', async () => changed(await signed({ role: 'client' }))],
    ['without its signature', async () => (await signed({})).replace(/[^.]*$/, '')],
  ])('a token that is %s is 401', async (_what, token) => {
    for (const url of ['/audit/', '/mixed/'])
      expect(await withToken(await token(), url)).toMatchObject({
        status: 401,
        headers: { 'www-authenticate': 'Bearer' },
        body: { type: 'urn:sagabench:problem:unauthenticated' },
      })
  })

  test('the scheme is case-insensitive, and exactly one token may follow it', async () => {
    const token = await issue({ id: 'boss', role: 'staff' }, 60)
    const statusOf = async (authorization: string) => (await ask({ url: '/audit/', headers: { authorization } })).status
    for (const scheme of ['Bearer', 'bearer', 'BEARER']) expect(await statusOf(`${scheme} ${token}`)).toBe(200)
    for (const text of [
      token,
      `Bearer${token}`,
      `Bearer ${token} x`,
      `Bearer ${token},Bearer ${token}`,
      `Basic ${token}`,
      'Bearer ',
      '',
    ])
      expect([text, await statusOf(text)]).toEqual([text, 401])
  })

  test('a missing token is 401 if required, and accepted if optional', async () => {
    expect((await ask({ url: '/audit/' })).status).toBe(401)
    expect((await ask({ url: '/mixed/' })).body).toEqual({ subject: null })
  })

  test('a cached token becomes invalid when it expires', async () => {
    let nowMs = Date.now()
    const verify = createTokenVerifier({ ...keys, roles, nowMs: () => nowMs })
    const token = await issue({ id: 'boss', role: 'staff' }, 60)
    await verify(token)
    expect(verify(token)).toEqual({ id: 'boss', role: 'staff' })
    nowMs += 61_000
    await expect(verify(token)).rejects.toThrow('exp')
  })

  test('a customer on a staff operation is 403', async () => {
    expect((await withToken(await issue({ id: owner, role: 'client' }, 60), '/audit/')).status).toBe(403)
  })

  test('a role restricted to some callers is 403 through any other; other roles are unrestricted', async () => {
    const through = async (consumer: string, role: 'client' | 'staff') => {
      const authorization = `Bearer ${await issue({ id: owner, role }, 60)}`
      return (await ask({ url: '/desk/', headers: { authorization, 'x-consumer-username': consumer } })).status
    }
    for (const consumer of ['service-b', 'desk-2']) expect(await through(consumer, 'staff')).toBe(200)
    for (const consumer of ['service-a', 'service-B', 'service-bb', 'desk', '']) {
      expect(await through(consumer, 'staff')).toBe(403)
      expect(await through(consumer, 'client')).toBe(200)
    }
  })

  test("another customer's resource is 404, but staff may read it", async () => {
    const other = await issue({ id: '00000000-0000-4000-8000-000000000000', role: 'client' }, 60)
    expect((await withToken(other, `/owners/${owner}/box/`)).status).toBe(404)
    expect((await withToken(await issue({ id: owner, role: 'client' }, 60), `/owners/${owner}/box/`)).status).toBe(200)
    expect((await withToken(await issue({ id: 'boss', role: 'staff' }, 60), `/owners/${owner}/box/`)).status).toBe(200)
  })
})
