import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { addressedTo, asFirstPublished, encodeEntry, sentAgain } from './entry.ts'
import { createAuthenticate, createSeal, openAuthenticity, type Seal, Unauthentic } from './event-authenticity.ts'

const pemsOf = () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  return {
    publicPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    privatePem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  }
}
const [station, archive] = [pemsOf(), pemsOf()]
const publishers = { Measured: ['station'], Stored: ['archive'], Failed: ['station', 'archive'] }
const trusted = new Map([
  ['station', station.publicPem],
  ['archive', archive.publicPem],
])
const stream = 'weather'
const entryOf = (n: number, type = 'Measured') => ({
  stream,
  fields: encodeEntry({ stream, type, payload: { id: n, note: 'é"\n.' }, eventId: `${n}:${type}` }, 1_700_000_000_123),
})
const asStation: Seal = createSeal('station', station.privatePem)
const authenticate = createAuthenticate(publishers, trusted)
const change = (fields: readonly string[], name: string, value: string): string[] =>
  fields.map((text, index) => (index % 2 === 1 && fields[index - 1] === name ? value : text))

describe('an entry from its publisher', () => {
  it.each([1, 2, 3, 15, 16, 17, 40, 500])('is accepted, alone or among %i sealed together', (count) => {
    const sealed = asStation(Array.from({ length: count }, (_, n) => entryOf(n)))
    expect(sealed).toHaveLength(count)
    for (const fields of sealed) expect(() => authenticate(stream, fields)).not.toThrow()
  })

  it('shares one signature with at most 15 others', () => {
    const signatures = asStation(Array.from({ length: 32 }, (_, n) => entryOf(n))).map(
      (fields) => fields.at(-1)?.split('.')[2],
    )
    expect(new Set(signatures).size).toBe(2)
  })

  it('is accepted when republished, addressed to some readers, and redriven from the dead letters', () => {
    const [fields = []] = asStation([entryOf(1)])
    for (const repeated of [
      sentAgain(fields),
      addressedTo(['a-group'], sentAgain(fields)),
      asFirstPublished(addressedTo(['a-group'], sentAgain(fields))),
    ])
      expect(() => authenticate(stream, repeated)).not.toThrow()
  })
})

describe('rejects an entry', () => {
  const [mine = [], other = []] = asStation([entryOf(1), entryOf(2)])
  const auth = mine.at(-1) ?? ''
  const parts = auth.split('.')
  const withAuth = (text: string): string[] => change(mine, 'auth', text)
  const withPart = (place: number, text: string): string[] => withAuth(parts.with(place, text).join('.'))
  const attempts: [what: string, fields: readonly string[], stream?: string][] = [
    ['without a signature', entryOf(1).fields],
    ['with an empty signature', withAuth('')],
    ['of an unknown scheme', withPart(0, 'none')],
    ['that names another publisher', withPart(1, 'archive')],
    ['that names an unknown publisher', withPart(1, '__proto__')],
    ['with a wrong position in its tree', withPart(3, '1')],
    ['with a wrong neighbour', withPart(4, parts[2]?.slice(0, 43) ?? '')],
    ['without its neighbour', withAuth(parts.slice(0, 4).join('.'))],
    ['with the signature of another entry', change(mine, 'auth', other.at(-1) ?? '')],
    ['with another payload', change(mine, 'payload', JSON.stringify({ id: 3, note: '' }))],
    ['under another event id', change(mine, 'event_id', '9:Measured')],
    ['changed to another type of the same publisher', change(mine, 'type', 'Failed')],
    ['of another version', change(mine, 'version', '2')],
    ['of another time', change(mine, 'ts', '1')],
    ['with an added trace', [...mine, 'traceparent', `00-${'1'.repeat(32)}-${'1'.repeat(16)}-01`]],
    ['whose type is given twice', [...mine, 'type', 'Failed']],
    ['on another stream', mine, 'other-weather'],
    ['of a type that its publisher may not publish', asStation([entryOf(1, 'Stored')])[0] ?? []],
    ['of a type that nobody publishes', asStation([entryOf(1, 'Unknown')])[0] ?? []],
    ['of a type named like a property of every object', asStation([entryOf(1, 'constructor')])[0] ?? []],
    ['signed with a key of the reader', createSeal('station', archive.privatePem)([entryOf(1)])[0] ?? []],
    ['with a path that is too long', withAuth([...parts, ...Array(40).fill(parts[4])].join('.'))],
    ['that is really an inner node of a tree', ['type', 'Measured', 'auth', auth]],
  ]
  it.each(attempts)('%s', (_what, fields, on = stream) => {
    expect(() => authenticate(on, fields)).toThrow(Unauthentic)
    expect(() => authenticate(on, fields)).toThrow(Unauthentic) // It is not cached as valid either.
  })
})

describe('a process', () => {
  it('does not start without the key of a publisher, or with a private key that readers do not trust', () => {
    const partial = new Map([['station', station.publicPem]])
    expect(() => openAuthenticity({ publishers, trusted: partial })).toThrow('no public key of archive')
    const signing = { publisher: 'station', privateKeyPem: archive.privatePem }
    expect(() => openAuthenticity({ publishers, trusted, signing })).toThrow(
      'the private key of station does not match its public key',
    )
  })
})
