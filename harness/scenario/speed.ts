import { createHash, randomBytes } from 'node:crypto'

const probeMs = 250

/**
 * Measures SHA-256 hashes of one KiB per millisecond on one core: the speed of the machine without the code under test, which
 * separates differences between machines from differences between runs.
 */
export const probeSpeed = (now: () => number = () => performance.now()): number => {
  const block = randomBytes(1_024)
  const began = now()
  let hashes = 0
  while (now() - began < probeMs) {
    for (let i = 0; i < 50; i++) createHash('sha256').update(block).digest()
    hashes += 50
  }
  return hashes / (now() - began)
}
