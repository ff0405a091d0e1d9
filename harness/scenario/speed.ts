import { createHash, randomBytes } from 'node:crypto'

const probeMs = 250

/**
 * SHA-256 hashes of one KiB per millisecond, on one core, now. A machine's speed without any of the code under test, so
 * that two runs can be told apart from two machines.
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
