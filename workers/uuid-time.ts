/** The time in a UUIDv7 in milliseconds since the epoch (RFC 9562, 5.7); undefined for any other text. */
export const uuidV7TimeMs = (uuid: string): number | undefined =>
  /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab]/i.test(uuid)
    ? Number.parseInt(uuid.slice(0, 8) + uuid.slice(9, 13), 16)
    : undefined
