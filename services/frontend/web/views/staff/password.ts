// Without letters and digits that look alike: people read these passwords to each other.
const characters = 'abcdefghijkmnpqrstuvwxyz23456789'
const groups = 4
const groupLength = 4

/** A random temporary password of 80 bits, such as `k7fp-2mxa-…`. */
export const newPassword = (): string => {
  // 32 characters divide 256, so each one is equally likely.
  const letters = Array.from(
    crypto.getRandomValues(new Uint8Array(groups * groupLength)),
    (byte) => characters[byte % characters.length] ?? '',
  )
  return Array.from({ length: groups }, (_, n) => letters.slice(n * groupLength, (n + 1) * groupLength).join('')).join(
    '-',
  )
}
