// Keeps a stream complete and small: finds losses, abandoned groups and groups that jumped, reads dead letters, trims entries
// that every group has handled, and replaces a stream whose ids are used up.

export { type DeadLetter, deadLetterStream, readDeadLetter } from './dead-letter.ts'
export { createGroup } from './group.ts'
export { readGroups } from './group-state.ts'
export { findAbandoned } from './upkeep/abandoned-groups.ts'
export { findJumps } from './upkeep/group-jumps.ts'
export { isTooFarAhead, replaceStream } from './upkeep/replace.ts'
export { findStrangers } from './upkeep/strange-consumers.ts'
export { memoryShare, oldestNeeded, trimAcknowledged } from './upkeep/trim.ts'
export {
  findLoss,
  hasEntry,
  hasMark,
  type Loss,
  markName,
  markStream,
  readStreamInfo,
  readStreamState,
  type StreamState,
} from './upkeep/watch.ts'
