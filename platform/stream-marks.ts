import type { Redis } from 'ioredis'

/** A key and its value; the first value stays. */
export type Mark = {
  key: string
  value: string
  /** A key whose presence forbids it. */
  barredBy?: string
  /** What the mark has to be for it: this value, or none where it is null. */
  expected?: string | null
}
/** `barred`: nothing was published, and the mark was not set. */
export type Marking = 'first' | 'repeated' | 'barred'

/** A value to keep under a key, unless another key has this value. */
export type NoteOptions = { key: string; value: string; seconds: number; barredBy: { key: string; value: string } }
/** `before`: the value that was there, which stays. */
export type Noting = { barred: boolean; before: string | null }

/** An entry for a stream, as XADD takes it. */
export type MarkedEntry = { place: string; fields: readonly string[] }

const markSeconds = 3_600

// Keys are arguments here, so that the permissions of each command count, which stand in several selectors of a user.
const publishScript = `
if ARGV[4] ~= '' and redis.call('GET', ARGV[4]) then return 'barred' end
if ARGV[5] ~= 'any' and (redis.call('GET', ARGV[1]) or '') ~= ARGV[6] then return 'barred' end
local at = 7
while at <= #ARGV do
  local last = at + 1 + tonumber(ARGV[at + 1])
  redis.call('XADD', ARGV[at], '*', unpack(ARGV, at + 2, last))
  at = last + 1
end
return redis.call('SET', ARGV[1], ARGV[2], 'EX', ARGV[3], 'NX') and 'first' or 'repeated'`

const noteScript = `
if redis.call('GET', ARGV[4]) == ARGV[5] then return {1, false} end
return {0, redis.call('SET', ARGV[1], ARGV[2], 'EX', ARGV[3], 'NX', 'GET')}`

/** The command that appends all entries and keeps the mark, in one step at Redis, or does neither. Answers with a `Marking`. */
export const publishCommand = (
  entries: readonly MarkedEntry[],
  { key, value, barredBy = '', expected }: Mark,
): string[] => {
  const conditions = [barredBy, expected === undefined ? 'any' : 'this', expected ?? '']
  const flat = entries.flatMap(({ place, fields }) => [place, String(fields.length), ...fields])
  return ['eval', publishScript, '0', key, value, String(markSeconds), ...conditions, ...flat]
}

/** Keeps a value under a key unless it is barred or there is one already, in one step at Redis. */
export const noteUnless = async (redis: Redis, { key, value, seconds, barredBy }: NoteOptions): Promise<Noting> => {
  const reply = await redis.eval(noteScript, 0, key, value, seconds, barredBy.key, barredBy.value)
  const [barred, before] = reply as [number, string | null]
  return { barred: barred === 1, before }
}
