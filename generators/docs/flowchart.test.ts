import { describe, expect, test } from 'vitest'
import { flowSentences, parseFlowchart } from './flowchart.ts'
import { renderFlowchart } from './flowchart-diagram.ts'

const trip = `flowchart LR
  %% How a trip is booked.
  subgraph booking [The booking]
    desk([desk]) -- "asks, politely" --> seats[seats<br>of trains]
    seats -->|held| fares[(fares)] ==> till
    seats -. no answer .-> desk
    till -->|"paid?"| ask{paid?}
  end
  ask --- desk
  ask --> ask;
`
const chart = parseFlowchart(trip, 'trip.md', 10)

test('nodes, links, labels and subgraphs are read', () => {
  expect([chart.direction, chart.groups]).toEqual(['LR', [{ id: 'booking', title: 'The booking', parent: undefined }]])
  expect([...chart.nodes.values()].map(({ id, lines, shape }) => [id, lines, shape])).toEqual([
    ['desk', ['desk'], 'pill'],
    ['seats', ['seats', 'of trains'], 'box'],
    ['fares', ['fares'], 'store'],
    ['till', ['till'], 'box'],
    ['ask', ['paid?'], 'choice'],
  ])
  expect(new Set([...chart.nodes.values()].map(({ group }) => group))).toEqual(new Set(['booking']))
  expect(chart.edges.map(({ from, to, label, line, hasTip }) => [from, to, label, line, hasTip])).toEqual([
    ['desk', 'seats', 'asks, politely', 'solid', true],
    ['seats', 'fares', 'held', 'solid', true],
    ['fares', 'till', '', 'thick', true],
    ['seats', 'desk', 'no answer', 'dotted', true],
    ['till', 'ask', 'paid?', 'solid', true],
    ['ask', 'desk', '', 'solid', false],
    ['ask', 'ask', '', 'solid', true],
  ])
})

test('a diagram has an equivalent in sentences', () => {
  expect(flowSentences(chart)).toEqual([
    {
      title: 'The booking',
      sentences: [
        'desk → seats of trains: asks, politely',
        'seats of trains → fares: held',
        'fares → till',
        'seats of trains → desk: no answer',
        'till → paid?: paid?',
        'paid? → desk',
        'paid? → paid?',
      ],
    },
  ])
})

describe('what can’t be drawn is rejected with its line:', () => {
  test.each([
    [
      'another kind of diagram',
      'sequenceDiagram\n  a->>b: x',
      /^a\.md:10: .* no diagram of this kind: sequenceDiagram/,
    ],
    [
      'a style',
      'flowchart LR\n  a --> b\n  style a fill:#f00',
      /^a\.md:12: .* no such part of a diagram: style a fill/,
    ],
    ['several nodes at once', 'flowchart LR\n  a & b --> c', /^a\.md:11: .*: a & b --> c\n {2}expected: A\[text\]/],
    ['a link without an end', 'flowchart LR\n  a -->', /^a\.md:11: .*: a -->/],
    ['a subgraph without an end', 'flowchart LR\n  subgraph one\n  a --> b', /^a\.md:10: .* a subgraph has no end/],
    ['an end without a subgraph', 'flowchart LR\n  a --> b\n  end', /^a\.md:12: .*: end/],
    [
      'a link to a subgraph',
      'flowchart LR\n  subgraph one\n  a\n  end\n  b --> one',
      /^a\.md:10: a link .* subgraph one/,
    ],
    ['nothing', '', /^a\.md:10: the diagram is empty/],
  ])('%s', (_what, source, message) => {
    expect(() => parseFlowchart(source, 'a.md', 10)).toThrow(message)
  })
})

describe('a drawing', () => {
  const two = parseFlowchart(
    'flowchart TB\nsubgraph one\na[first] -- goes to --> b\nend\nsubgraph two\nc[third] --> d[fourth]\nend\nb --> c',
    'two.md',
    1,
  )
  const svg = renderFlowchart(two, 'Two <parts>', 'flow-1')
  const boxes = (pattern: RegExp) =>
    [...svg.matchAll(pattern)].map(([, ...numbers]) => {
      const [x = 0, y = 0, width = 0, height = 0] = numbers.map(Number)
      return { left: x, top: y, right: x + width, bottom: y + height }
    })
  const rect = '<rect x="([-\\d.]+)" y="([-\\d.]+)" width="([\\d.]+)" height="([\\d.]+)"'
  const nodes = boxes(new RegExp(`<g class="node">${rect}`, 'g'))
  const groups = boxes(new RegExp(`<g class="group">${rect}`, 'g'))

  test('has every node, link, label and subgraph, and a title, with its text escaped', () => {
    expect([nodes.length, groups.length, svg.match(/class="arrow/g)?.length]).toEqual([4, 2, 3])
    for (const text of ['first', 'b', 'third', 'fourth', 'goes to', 'one', 'two']) expect(svg).toContain(`>${text}</t`)
    expect(svg).toContain('role="img" aria-label="Two &lt;parts&gt;"')
  })

  test('keeps nodes and subgraphs apart, and each node within its subgraph and the picture', () => {
    const [, width = 0, height = 0] = (/viewBox="0 0 (\d+) (\d+)"/.exec(svg) ?? []).map(Number)
    const isWithin = (inner: (typeof nodes)[0], outer: (typeof nodes)[0]): boolean =>
      inner.left >= outer.left && inner.right <= outer.right && inner.top >= outer.top && inner.bottom <= outer.bottom
    const meet = (one: (typeof nodes)[0], other: (typeof nodes)[0]): boolean =>
      one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom
    const picture = { left: 0, top: 0, right: width, bottom: height }
    expect([...nodes, ...groups].filter((box) => !isWithin(box, picture))).toEqual([])
    expect(nodes.map((node) => groups.findIndex((group) => isWithin(node, group)))).toEqual([0, 0, 1, 1])
    for (const all of [nodes, groups])
      expect(all.filter((one, index) => all.slice(0, index).some((other) => meet(one, other)))).toEqual([])
  })
})
