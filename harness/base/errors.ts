/** What the user typed is not a command: the message says what would be. */
export class UsageError extends Error {}

/** What is wrong before the system could start: the message says what to do. */
export class CannotStart extends Error {}

/** A process of the system ended or was never ready: the message shows the end of its log. */
export class ProcessFailed extends Error {}

/** What an earlier run left is cut, changed or of another version: the message names file and line. */
export class DamagedRecord extends Error {}

/** A file of the user's says something wrong: one message per place, `file:line: what is wrong`. */
export class InvalidDocument extends Error {
  constructor(messages: readonly string[]) {
    super(messages.join('\n'))
  }
}
