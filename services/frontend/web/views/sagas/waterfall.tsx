import { useState } from 'react'
import type { Deroulement, Intervalle, ResultatIntervalle } from '#generated/event-store/types.ts'
import { type Format, useFormat } from '../../locale/format.ts'
import { useText } from '../../locale/text.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { ExportButton } from '../../ui/export-button.tsx'
import { Section } from '../../ui/section.tsx'
import { type Column, Table } from '../../ui/table.tsx'
import { type DetailText, detailText } from './detail-text.ts'
import { type Place, scaleOf } from './scale.ts'
import { type SagasText, sagasText, textFor } from './text.ts'
import './waterfall.css'

const kinds: Readonly<Record<ResultatIntervalle, 'good' | 'bad' | 'wait' | 'plain'>> = {
  en_cours: 'wait',
  reussi: 'good',
  refuse: 'bad',
  echoue: 'bad',
  interrompu: 'plain',
}

const width = 1_000
const widthMin = 5

/** A bar on the time axis of the whole checkout. The row says the same in words. */
const Track = ({ bar, place: { start, length } }: { bar: Intervalle; place: Place }) => {
  const drawn = Math.max(widthMin, length * width)
  return (
    <svg
      className="track"
      data-kind={bar.genre}
      data-result={bar.resultat}
      viewBox={`0 0 ${width} 20`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {[0, 0.25, 0.5, 0.75, 1].map((part) => (
        <line key={part} x1={part * width} x2={part * width} y1="0" y2="20" />
      ))}
      <rect x={Math.min(start * width, width - drawn)} width={drawn} y={bar.genre === 'attente' ? 7 : 2} />
    </svg>
  )
}

const legend = [
  ['etape', 'reussi'],
  ['annulation', 'reussi'],
  ['evenement', 'reussi'],
  ['attente', 'reussi'],
  ['etape', 'echoue'],
] as const

const Legend = () => {
  const text = { ...useText(sagasText), ...useText(detailText) }
  return (
    <ul className="legend" aria-label={text.legend}>
      {legend.map(([kind, result]) => (
        <li key={`${kind} ${result}`}>
          <svg className="track" data-kind={kind} data-result={result} viewBox="0 0 20 20" aria-hidden="true">
            <rect
              x={kind === 'evenement' ? 8 : 0}
              width={kind === 'evenement' ? 4 : 20}
              y={kind === 'attente' ? 7 : 2}
            />
          </svg>
          {result === 'echoue' ? text.echoue : text[kind]}
        </li>
      ))}
    </ul>
  )
}

type Row = Intervalle & { readonly id: number }

/** What a bar is: a step or its undo by name, an event by its type, a wait by what it waited for. */
const nameOf = (text: SagasText & DetailText, { genre, nom, etapes, annule }: Intervalle): string => {
  if (genre === 'annulation') return text.undoOf(textFor(text, annule ?? nom))
  if (genre === 'evenement') return textFor(text, nom)
  if (genre === 'attente') return text.waitFor(textFor(text, nom))
  return etapes.length === 0 ? nom : etapes.map((step) => textFor(text, step)).join(', ')
}

const reasonOf = (text: SagasText & DetailText, { motif, detail }: Intervalle): string =>
  [motif === null ? '' : textFor(text, motif), detail ?? ''].filter((part) => part !== '').join(': ')

type ColumnsOptions = { from: number; format: Format; placeOf: (bar: Intervalle) => Place; nowMs: number }

const columnsOf = (
  text: SagasText & DetailText,
  { from, format: { duration }, placeOf, nowMs }: ColumnsOptions,
): readonly (Column<Row> & { isDrawn?: boolean })[] => {
  const lengthOf = ({ debut_ms, fin_ms }: Row): number => Math.max(0, (fin_ms ?? nowMs) - debut_ms)
  return [
    {
      id: 'nom',
      title: text.what,
      value: (row) => nameOf(text, row),
      cell: (row) => (
        <span className="bar-name">
          <span>
            {nameOf(text, row)} {row.tentative > 1 && <Badge kind="wait">{text.attempt(row.tentative)}</Badge>}
          </span>
          <span className="muted">
            {text[row.genre]}
            {row.par !== null && ` · ${row.par.replace(/^service-/, '')}`}
          </span>
        </span>
      ),
    },
    {
      id: 'barre',
      title: text.timeline,
      value: () => null,
      cell: (row) => <Track bar={row} place={placeOf(row)} />,
      isDrawn: true,
    },
    {
      id: 'debut',
      title: text.start,
      value: ({ debut_ms }) => debut_ms - from,
      cell: ({ debut_ms }) => `+${duration(debut_ms - from)}`,
      align: 'end',
    },
    {
      id: 'duree',
      title: text.duration,
      value: lengthOf,
      cell: (row) => (row.genre === 'evenement' ? '' : duration(lengthOf(row))),
      align: 'end',
    },
    {
      id: 'resultat',
      title: text.outcome,
      value: ({ resultat }) => textFor(text, resultat),
      cell: ({ genre, resultat }) =>
        genre !== 'evenement' && genre !== 'attente' && <Badge kind={kinds[resultat]}>{textFor(text, resultat)}</Badge>,
    },
    { id: 'motif', title: text.reason, value: (row) => reasonOf(text, row), isWide: true },
  ]
}

/** One checkout of either style: calls, events, waits, retries and undos on one time axis. It is a table, so it can be read aloud. */
export const Waterfall = ({ timeline, nowMs }: { timeline: Deroulement; nowMs: number }) => {
  const text = { ...useText(sagasText), ...useText(detailText) }
  const format = useFormat()
  const [isShortened, setShortened] = useState(false)
  const { placeOf, totalMs } = scaleOf(timeline, { nowMs, isShortened })
  const columns = columnsOf(text, { from: timeline.commence_ms, format, placeOf, nowMs })
  const rows = timeline.intervalles.map((bar, id) => ({ ...bar, id }))
  return (
    <Section
      title={text.waterfall}
      text={text.waterfallText(format.duration(totalMs))}
      actions={
        <>
          <Button kind="quiet" aria-pressed={isShortened} onClick={() => setShortened(!isShortened)}>
            {isShortened ? text.realTime : text.shortenWaits}
          </Button>
          <ExportButton
            name={`saga-${timeline.checkout_id}`}
            columns={columns.filter(({ isDrawn }) => isDrawn !== true)}
            rows={() => rows}
          />
        </>
      }
    >
      <Legend />
      <Table caption={text.waterfall} columns={columns} rows={rows} rowId={({ id }) => id} />
    </Section>
  )
}
