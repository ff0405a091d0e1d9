import { expect, test } from 'vitest'
import { riddlesIn } from './riddles.ts'

const one = (line: string): string[] => riddlesIn('a.ts', `\n${line}\n`)

test.each([
  ['A key that is none', 'that is none'],
  ['is told to the reader', 'is told'],
  ['entries that somebody removed', 'that somebody'],
  ['the list is made anew', 'anew'],
  ['a stream is looked after by one', 'looked after'],
  ['by whom it was sent', 'by whom'],
  ['Each stands in a block', 'stands'],
  ['a success counts while it stands', 'stands'],
])('%s: the riddle is reported with its place and what to write', (line, phrase) => {
  expect(one(line)).toEqual([expect.stringMatching(new RegExp(`^a\\.ts:2: "${phrase}" is hard to read; write .+`))])
})

test.each([
  'a substitute: sdk/stand-in/',
  'RPO stands for recovery point objective',
  'a client can not tell which member comes with which type',
  'two records can not be told apart',
  'there is none, and there are none',
  'everyone who reads the page',
  'users, each of whom waits',
])('%s: plain English passes', (line) => expect(one(line)).toEqual([]))

test('a code span of Markdown is a quotation', () => {
  expect(riddlesIn('a.md', 'Not `is told`.')).toEqual([])
  expect(riddlesIn('a.ts', '`is told`')).toHaveLength(1)
})
