import { expect, it } from 'vitest'
import { tripTable } from '#saga/trip.ts'
import { crashCells, gridSize } from './reachable.ts'

const serves = (operation: string): string => (operation.endsWith('room') ? 'hotel' : 'airline')

it('one coordinator makes every step reachable in it, and each step in the participant that serves it', () => {
  const cells = crashCells('led', tripTable, { runs: () => 'leader', undoes: () => ['leader'], serves })
  expect(cells.filter(({ process }) => process === 'leader')).toHaveLength(4 * 3 + 2)
  expect(cells.filter(({ process }) => process === 'hotel').map(({ order }) => order)).toEqual([
    'do-room:before-effect',
    'do-room:after-effect',
    'undo-room:after-effect',
  ])
  expect(gridSize(cells, tripTable)).toBe(3 * 4 * 4)
})

it('owners make only their own steps reachable; who undoes for another can die during it and before reporting it', () => {
  const cells = crashCells('shared', tripTable, {
    runs: ({ owner }) => owner,
    undoes: ({ id }) => (id === 'seat' ? ['seats', 'undoer'] : ['rooms']),
    serves,
  })
  expect(cells.filter(({ process }) => process === 'undoer').map(({ step, phase }) => [step, phase])).toEqual([
    ['seat', 'during-undo'],
    ['seat', 'before-ack'],
  ])
  expect(cells.some(({ process, step }) => process === 'rooms' && step !== 'room')).toBe(false)
})
