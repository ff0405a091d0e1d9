import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readModel } from '../arazzo/main.ts'
import { choreographedSequence, inWords, orchestratedSequence } from './sequence.ts'
import { renderSequence } from './sequence-diagram.ts'
import { renderStateDiagram, stateSentences, statesOf } from './state-diagram.ts'

// A process unrelated to the project's own specifications.
const model = await readModel(join(import.meta.dirname, '../arazzo/fixtures/specs/trip.yaml'))
const events = { applications: [{ name: 'desk', summary: '', sends: ['TripAsked'], receives: undefined }] }

test('the diagram shows every state of the process once, and each has an arrow to it', () => {
  const { path, failures, undoing, undone, edges } = statesOf(model)
  const drawn = [...path, ...failures, undoing, undone]
  expect(new Set(drawn).size).toBe(drawn.length)
  expect([...drawn].sort()).toEqual([...model.states].sort())
  const reached = new Set(edges.map(({ to }) => to))
  expect(drawn.filter((state) => state !== path[0] && !reached.has(state))).toEqual([])
  const svg = renderStateDiagram(model, 'Trip')
  for (const state of drawn) expect(svg).toContain(`>${state}</text>`)
})

test('diagrams have an equivalent in sentences', () => {
  expect(stateSentences(model)).toMatchInlineSnapshot(`
    [
      "begins in ASKED",
      "ASKED → LOOKING (look)",
      "LOOKING → NOT_SEEN (look fails)",
      "NOT_SEEN → RETURNING",
      "LOOKING → SEEN (done)",
      "SEEN → NOT_HELD (price fails)",
      "NOT_HELD → RETURNING",
      "SEEN → PRICED (done)",
      "PRICED → HOLDING (hold)",
      "HOLDING → NOT_HELD (hold fails)",
      "HOLDING → HELD (done)",
      "HELD → PAYING (pay)",
      "PAYING → NOT_PAID (pay fails)",
      "NOT_PAID → RETURNING",
      "PAYING → PAID (done)",
      "PAID → BOOKED",
      "RETURNING → CANCELLED (all undos done)",
      "ends in BOOKED or CANCELLED",
    ]
  `)
  expect(inWords(orchestratedSequence(model))).toMatchInlineSnapshot(`
    [
      {
        "sentences": [
          "client calls orchestrator: trip",
          "orchestrator calls seats: lookForSeats",
          "seats answers orchestrator: SEEN",
          "orchestrator calls fares: readFares",
          "fares answers orchestrator: PRICED",
          "orchestrator calls seats: holdSeats",
          "seats answers orchestrator: HELD",
          "orchestrator calls fares: payFare",
          "fares answers orchestrator: PAID",
          "orchestrator answers client: BOOKED",
        ],
        "title": "as planned",
      },
      {
        "sentences": [
          "orchestrator calls fares: returnFare",
          "fares answers orchestrator: undone",
          "orchestrator calls seats: releaseSeats",
          "seats answers orchestrator: undone",
          "orchestrator answers client: CANCELLED",
        ],
        "title": "when a step fails: undo every step that may have had an effect",
      },
    ]
  `)
})

test('a choreography is traced from its first event to every end', () => {
  const sequence = choreographedSequence(model, events)
  expect(sequence && inWords(sequence)).toMatchInlineSnapshot(`
    [
      {
        "sentences": [
          "client calls desk: trip",
          "desk sends TripAsked to stream",
          "stream sends TripAsked to seats",
          "seats calls seats: lookForSeats",
          "seats calls fares: readFares",
          "seats calls seats: holdSeats",
          "seats sends SeatsHeld to stream",
          "stream sends SeatsHeld to till",
          "till calls fares: payFare",
          "till sends TripBooked to stream",
          "stream sends TripBooked to desk",
          "desk answers client: TripBooked",
        ],
        "title": "as planned",
      },
      {
        "sentences": [
          "seats sends TripCancelled to stream",
          "stream sends TripCancelled to desk",
          "desk answers client: TripCancelled",
        ],
        "title": "when seats fails",
      },
      {
        "sentences": [
          "till calls fares: returnFare",
          "till sends PaymentFailed to stream",
          "stream sends PaymentFailed to office",
          "office calls seats: releaseSeats",
          "office sends TripCancelled to stream",
          "stream sends TripCancelled to desk",
          "desk answers client: TripCancelled",
        ],
        "title": "when till fails",
      },
    ]
  `)
})

test('a sequence diagram has a lane for every participant and an arrow for every line', () => {
  const sequence = orchestratedSequence(model)
  const svg = renderSequence(sequence, 'Trip', 'trip')
  const lines = sequence.parts.flatMap((part) => part.lines)
  expect(svg.match(/class="lifeline"/g)).toHaveLength(sequence.participants.length)
  expect(svg.match(/class="arrow/g)).toHaveLength(lines.length)
})
