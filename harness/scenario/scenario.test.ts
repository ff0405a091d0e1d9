import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { meets, parseLimit } from './limit.ts'
import { parseScenario, readScenarios } from './read-scenarios.ts'
import { scenariosFolder } from './scenario.ts'

const text = readFileSync(join(scenariosFolder, 'P1.yaml'), 'utf8')

describe('a scenario document', () => {
  test('of this project is valid, in all its parts', () => {
    expect(readScenarios().map(({ id, styles }) => [id, ...styles])).toEqual([
      ['C1', 'orchestrated', 'choreographed'],
      ['P1', 'orchestrated'],
      ['P2', 'choreographed'],
    ])
  })

  test('with an unknown id is an error that lists the known ids', () => {
    expect(() => readScenarios(scenariosFolder, ['P9'])).toThrow('No scenario P9; there are C1,')
  })
})

describe('a mistake is reported with file, line, column, field and what is allowed:', () => {
  const line = (of: string): number => text.slice(0, text.indexOf(of)).split('\n').length
  const errorOf = (broken: string, name = 'P1.yaml'): string => {
    try {
      parseScenario(broken, name)
    } catch (error) {
      return (error as Error).message
    }
    return 'no error'
  }
  const first = (of: string, by: string): string => {
    expect(text).toContain(of)
    return errorOf(text.replace(of, by))
  }

  test.each<[string, string, string, number, string]>([
    // what, text, instead, column, message
    [
      'an unknown field',
      'source:',
      'sorce:',
      1,
      'sorce: is not a known field; did you mean source? There are id, title',
    ],
    [
      'an unknown field inside',
      'kind: latency',
      'kid: latency',
      5,
      'measures/0/kid: is not a known field; did you mean id?',
    ],
    [
      'an unknown kind',
      'kind: latency',
      'kind: latancy',
      11,
      'measures/0/kind: "latancy" is not allowed; did you mean latency?',
    ],
    [
      'a limit without operator',
      "limit: '< 2 s'",
      'limit: 2 s',
      12,
      'measures/0/limit: "2 s" does not fit: an operator (<, <=, >, >=, ==)',
    ],
    [
      'a limit with an unknown unit',
      "limit: '< 2 s'",
      "limit: '< 2 sec'",
      12,
      'measures/0/limit: "< 2 sec" does not fit',
    ],
    [
      'a limit with two points',
      "limit: '< 2 s'",
      "limit: '< 2.0.1 s'",
      12,
      'measures/0/limit: "< 2.0.1 s" does not fit',
    ],
    [
      'a limit that is a number',
      "limit: '< 2 s'",
      'limit: 2',
      12,
      'measures/0/limit: is the number 2; it must be a text: an operator',
    ],
    [
      'a unit of another kind',
      "limit: '< 2 s'",
      "limit: '< 2 /min'",
      12,
      'measures/0/limit: "< 2 /min" has the unit /min, but the measure is a latency; expected ms or s, such as "< 500 ms"',
    ],
    ['a limit without unit', "limit: '> 25 /min'", "limit: '> 25'", 12, 'measures/1/limit: "> 25" has no unit'],
    [
      'an unquoted limit',
      "limit: '> 25 /min'",
      'limit: > 25 /min',
      14,
      '/: not YAML: Not a YAML token: 25 /min; put a text that begins with > or |',
    ],
    [
      'a measure of an unknown load',
      'loads: [closed, open]',
      'loads: [closed, opne]',
      21,
      'measures/0/loads/1: no load opne; did you mean open? there are closed, open, unpaced',
    ],
    ['a share above one', 'target: 0.95', 'target: 95', 13, 'measures/0/target: is 95; it must be at most 1'],
    [
      'a text for a number',
      'seed: 20251102',
      "seed: 'many'",
      7,
      'seed: is the text "many"; it must be a whole number: same seed',
    ],
    [
      'a duplicate field',
      'seed: 20251102',
      'seed: 20251102\nid: P1',
      1,
      '/: not YAML: Map keys must be unique; the field occurs twice',
    ],
    [
      'a rate per minute',
      'rate: 50/s',
      'rate: 50/min',
      -1,
      'loads/1/model/rate: "50/min" does not fit: units of work per second, such as "50/s"',
    ],
    [
      'an unknown model',
      'kind: open',
      'kind: opened',
      -1,
      'loads/1/model/kind: "opened" is not allowed; there are open, closed',
    ],
    [
      'a load that is not a mapping',
      'model: { kind: open, rate: 50/s, most_in_flight: 250 }',
      'model: open',
      12,
      'loads/1/model: is the text "open"; it must be a mapping',
    ],
    [
      'a style without a script',
      'styles: [orchestrated]',
      'styles: [orchestrated, danced]',
      -2,
      'modules/script: no script for the style danced',
    ],
    [
      'a missing module',
      'state: modules/state.ts',
      'state: stat.ts',
      10,
      'modules/state: there is no file stat.ts beside the document',
    ],
    ['an unknown tag', 'source: ', 'source: !text ', 9, '/: not YAML: Unresolved tag: !text'],
    [
      'an unclosed list',
      'styles: [orchestrated]',
      'styles: [orchestrated',
      -2,
      '/: not YAML: Flow sequence in block collection must be sufficiently indented and end with a ]; a bracket',
    ],
  ])('%s', (_what, of, by, column, message) => {
    const error = first(of, by)
    expect(error).toContain(message)
    const place = /^P1\.yaml:(\d+):(\d+): /.exec(error.split('\n').find((one) => one.includes(message)) ?? '')
    if (column > 0)
      expect([Number(place?.[1]), Number(place?.[2])]).toEqual([line(of) + by.split('\n').length - 1, column])
    if (column === -1) expect(Number(place?.[1])).toBe(line(of))
    expect(place).not.toBeNull()
  })

  test.each([
    ['nothing', '', 'P1.yaml:1:1: /: is empty; it must be a mapping'],
    ['a list', '- a', 'P1.yaml:1:1: /: is a list; it must be a mapping'],
    ['an undefined alias', 'id: *other', 'P1.yaml:1:1: /: not YAML: Unresolved alias'],
  ])('a document that is %s', (_what, document, message) => {
    expect(errorOf(document)).toContain(message)
  })

  test('a missing part by its name and meaning', () => {
    expect(errorOf(text.replace(/^group:.*$/m, ''))).toMatch(
      /^P1\.yaml:\d+:1: \/: group is missing: scenarios of one group are set/,
    )
    expect(errorOf(text.replace(/^ {4}limit: '< 2 s'\n/m, ''))).toMatch(
      /^P1\.yaml:(\d+):5: measures\/0: limit is missing: an operator .*, such as "< 500 ms"$/,
    )
  })

  test('unknown evidence', () => {
    const c1 = readFileSync(join(scenariosFolder, 'C1.yaml'), 'utf8')
    expect(() => parseScenario(c1.replace('evidence: undos', 'evidence: undoes'), 'C1.yaml')).toThrow(
      /^C1\.yaml:\d+:15: measures\/0\/evidence: no evidence with a collector undoes; did you mean undos\? there are undos$/,
    )
  })

  test('unknown invariants, processes and services, together with all other mistakes', () => {
    const c2 = readFileSync(join(scenariosFolder, 'C2.yaml'), 'utf8')
    const broken = c2
      .replace('seed: 2', 'seed: -2')
      .replace('  - one-end\n', '  - one-ned\n')
      .replace(/at: (\w+):(\d+)/, 'at: $1x:$2')
      .replace(/do: kill, process: (\S+),/, 'do: kill, process: $1s,')
    const lines = errorOf(broken, 'C2.yaml').split('\n')
    expect(lines).toHaveLength(4)
    expect(lines[0]).toMatch(/: seed: is -\d+; it must be at least 0$/)
    expect(lines[1]).toMatch(/^C2\.yaml:\d+:5: invariants\/2: no invariant one-ned; did you mean one-end\? there are/)
    expect(lines[2]).toMatch(
      /^C2\.yaml:\d+:11: method\/faults\/0\/at: no service (\w+)x(:\d+); did you mean \1\2\? there are/,
    )
    expect(lines[3]).toMatch(
      /^C2\.yaml:\d+:37: method\/disturbances\/0\/process: no process (\S+)s; did you mean \1\? there are/,
    )
  })

  test('a process that can not be emptied', () => {
    const r2 = readFileSync(join(scenariosFolder, 'R2.yaml'), 'utf8')
    const broken = r2.replace('do: empty, process: redis', 'do: empty, process: kong')
    expect(errorOf(broken, 'R2.yaml')).toMatch(
      /^R2\.yaml:\d+:39: method\/disturbances\/1\/process: no process that can be emptied kong; there are redis$/,
    )
  })

  test('mistakes of several documents at once', () => {
    const folder = mkdtempSync(join(tmpdir(), 'sagabench-documents-'))
    writeFileSync(join(folder, 'schema.json'), readFileSync(join(scenariosFolder, 'schema.json')))
    for (const id of ['P1', 'P2']) writeFileSync(join(folder, `${id}.yaml`), `id: ${id}x`)
    expect(() => readScenarios(folder)).toThrow(
      /P1\.yaml:1:5: id: "P1x" does not fit[\s\S]*P2\.yaml:1:5: id: "P2x" does not fit/,
    )
    rmSync(folder, { recursive: true })
  })

  test('all mistakes at once, in the order of the document', () => {
    const broken = text
      .replace('source:', 'sorce:')
      .replace('target: 0.95', 'target: 95')
      .replace('seed: 2', 'seed: -2')
    const lines = errorOf(broken).split('\n')
    expect(lines.map((one) => one.replace(/^P1\.yaml:(\d+):\d+: (\S+): .*$/, '$2'))).toEqual([
      '/',
      'seed',
      'sorce',
      'measures/0/target',
    ])
  })
})

test('both performance scenarios use the same seed, workload and loads', () => {
  const [p1, p2] = readScenarios(scenariosFolder, ['P1', 'P2'])
  expect([p1?.seed, p1?.workload, p1?.loads]).toEqual([p2?.seed, p2?.workload, p2?.loads])
})

test('a limit is read with its unit, seconds as milliseconds', () => {
  expect(parseLimit('< 2 s')).toEqual({ operator: '<', value: 2_000, unit: 'ms' })
  expect(parseLimit('> 25 /min')).toEqual({ operator: '>', value: 25, unit: '/min' })
  expect([meets(1_999, parseLimit('< 2 s')), meets(2_000, parseLimit('< 2 s'))]).toEqual([true, false])
  expect(() => parseLimit('about 2 s')).toThrow('not a limit')
})
