import { describe, expect, it } from 'vitest'
import { hacherMotDePasse, hashDePersonne, verifierMotDePasse } from './mot-de-passe.ts'

const cout = { ln: 8, r: 8, p: 1 }

describe('a password', () => {
  it('matches its own hash and no other, and no hash repeats', async () => {
    const [one, two] = [
      await hacherMotDePasse('fleur-de-sel', { cout }),
      await hacherMotDePasse('fleur-de-sel', { cout }),
    ]
    expect(await verifierMotDePasse('fleur-de-sel', one)).toBe(true)
    expect(await verifierMotDePasse('fleur-de-mer', one)).toBe(false)
    expect(one).not.toBe(two)
  })

  it('is the same password in both Unicode forms', async () => {
    expect(await verifierMotDePasse('été', await hacherMotDePasse('e\u0301te\u0301', { cout }))).toBe(true)
  })

  it('never matches the dummy hash, and a damaged hash is an error', async () => {
    expect(await verifierMotDePasse('fleur-de-sel', hashDePersonne)).toBe(false)
    await expect(verifierMotDePasse('x', '$scrypt$ln=30,r=8,p=1$AAAA$AAAA')).rejects.toThrow(
      'higher cost than this service accepts',
    )
    await expect(verifierMotDePasse('x', 'plain')).rejects.toThrow('PHC')
  })
})
