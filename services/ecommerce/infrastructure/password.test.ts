import { describe, expect, it } from 'vitest'
import { hashOfNobody, hashPassword, verifyPassword } from './password.ts'

const cost = { ln: 8, r: 8, p: 1 }

describe('a password', () => {
  it('matches its own hash and no other, and no hash repeats', async () => {
    const [one, two] = [await hashPassword('fleur-de-sel', { cost }), await hashPassword('fleur-de-sel', { cost })]
    expect(await verifyPassword('fleur-de-sel', one)).toBe(true)
    expect(await verifyPassword('fleur-de-mer', one)).toBe(false)
    expect(one).not.toBe(two)
  })

  it('is the same password in both Unicode forms', async () => {
    expect(await verifyPassword('été', await hashPassword('e\u0301te\u0301', { cost }))).toBe(true)
  })

  it('never matches the dummy hash, and a damaged hash is an error', async () => {
    expect(await verifyPassword('fleur-de-sel', hashOfNobody)).toBe(false)
    await expect(verifyPassword('x', '$scrypt$ln=30,r=8,p=1$AAAA$AAAA')).rejects.toThrow(
      'higher cost than this service accepts',
    )
    await expect(verifyPassword('x', 'plain')).rejects.toThrow('PHC')
  })
})
