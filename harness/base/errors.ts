/** The user typed an invalid command; the message says which one would be valid. */
export class UsageError extends Error {}

/** The system can't start on this machine; the message says what to do. */
export class CannotStart extends Error {}

/** A process of the system ended or never became ready; the message shows the end of its log. */
export class ProcessFailed extends Error {}

/** A record of an earlier run is truncated, changed or of another version; the message names file and line. */
export class DamagedRecord extends Error {}

/** A document of the user contains mistakes; one message for each, `file:line: what is wrong`. */
export class InvalidDocument extends Error {
  constructor(messages: readonly string[]) {
    super(messages.join('\n'))
  }
}
