// A stream can be divided into partitions: separate streams, each read by one consumer of a group at a time, so that
// the events of one aggregate keep their order with any number of consumers.

/** Partition 0 has the stream's own name. */
export const partitionName = (stream: string, partition: number): string =>
  partition === 0 ? stream : `${stream}.p${partition}`

/** The names of all partitions of a stream. */
export const partitionsOf = (stream: string, count: number): string[] =>
  Array.from({ length: count }, (_, partition) => partitionName(stream, partition))

/** FNV-1a over UTF-16 code units, 32 bits. */
const hash = (text: string): number => {
  let value = 0x811c9dc5
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193)
  return value >>> 0
}

/** The partition of an event. The part of its id before the first colon names the aggregate, whose events stay together. */
export const partitionOf = (eventId: string, count: number): number => {
  if (count === 1) return 0
  const colon = eventId.indexOf(':')
  return hash(colon < 0 ? eventId : eventId.slice(0, colon)) % count
}
