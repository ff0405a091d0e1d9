import { expect, test } from 'vitest'
import { problems } from '#generated/problems.ts'
import { problem, problemSlug, technicalProblems } from './problem.ts'

test('the runtime has the same technical problems as the specifications', () => {
  expect(problems).toMatchObject(technicalProblems)
})

test('a problem has the type, status and title of its slug, and the given details', () => {
  const table = { 'too-old': { status: 409, title: 'Too old' } } as const
  expect(problem(table, 'too-old', { detail: 'by 3 years', age: 103 })).toEqual({
    status: 409,
    body: { type: 'urn:sagabench:problem:too-old', title: 'Too old', status: 409, detail: 'by 3 years', age: 103 },
  })
})

test.each([
  [{ type: 'urn:sagabench:problem:too-old' }, 'too-old'],
  [{ type: 'about:blank' }, undefined],
  ['text', undefined],
  [null, undefined],
])('the slug of %j is %s', (body, slug) => {
  expect(problemSlug(body)).toBe(slug)
})
