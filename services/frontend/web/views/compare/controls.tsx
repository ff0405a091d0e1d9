import { useState } from 'react'
import type { RunningControl } from '../../../answers/control.ts'
import { useText } from '../../locale/text.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { Section } from '../../ui/section.tsx'
import { Failure } from '../../ui/states.tsx'
import { useCommand } from './queries.ts'
import { type CompareText, compareText } from './text.ts'

const faultSeconds = 20
const defaults = { rate: '10', seconds: '60' }

const secondsUntil = (ms: number): number => Math.max(0, Math.ceil((ms - Date.now()) / 1_000))

/** The name of a fault; a fault that this view doesn't know keeps its id. */
const faultName = (id: string, text: CompareText): string =>
  ({ 'stop-worker': text.stopWorker, 'stop-orchestrator': text.stopOrchestrator, 'slow-orders': text.slowOrders })[
    id
  ] ?? id

export const LoadControl = ({ control: { load, limits } }: { control: RunningControl }) => {
  const text = useText(compareText)
  const command = useCommand()
  const [rate, setRate] = useState(defaults.rate)
  const [seconds, setSeconds] = useState(defaults.seconds)
  const isValid = (value: string, max: number): boolean =>
    /^\d{1,3}$/.test(value) && Number(value) >= 1 && Number(value) <= max
  const canStart = isValid(rate, limits.ratePerS) && isValid(seconds, limits.loadS) && !command.isPending
  const start = (): void =>
    command.mutate({ name: 'startLoad', body: { ratePerS: Number(rate), seconds: Number(seconds) } })
  return (
    <div className="compare-panel">
      <Section title={text.load} text={text.limits(limits.ratePerS, limits.loadS)}>
        <div className="compare-fields">
          <TextField label={text.rate} value={rate} onValue={setRate} inputMode="numeric" />
          <TextField label={text.seconds} value={seconds} onValue={setSeconds} inputMode="numeric" />
        </div>
        <p role="status">
          {load === null ? text.noLoad : text.loadRuns(load.ratePerS, load.started, secondsUntil(load.untilMs))}
        </p>
        <div className="row">
          <Button kind="primary" disabled={!canStart} onClick={start}>
            {command.isPending ? text.starting : text.startLoad}
          </Button>
          <Button disabled={load === null} onClick={() => command.mutate({ name: 'stopLoad' })}>
            {text.stopLoad}
          </Button>
        </div>
        {command.error && <Failure error={command.error} />}
      </Section>
    </div>
  )
}

export const FaultControl = ({ control: { fault, faults } }: { control: RunningControl }) => {
  const text = useText(compareText)
  const command = useCommand()
  return (
    <div className="compare-panel">
      <Section title={text.fault} actions={fault !== null && <Badge kind="bad">{faultName(fault.id, text)}</Badge>}>
        <p role="status">
          {fault === null ? text.noFault : text.faultRuns(faultName(fault.id, text), secondsUntil(fault.untilMs))}
        </p>
        <div className="row">
          {faults.map((id) => (
            <Button
              key={id}
              disabled={fault !== null || command.isPending}
              onClick={() => command.mutate({ name: 'startFault', body: { id, seconds: faultSeconds } })}
            >
              {faultName(id, text)}
            </Button>
          ))}
          <Button kind="primary" disabled={fault === null} onClick={() => command.mutate({ name: 'undoFault' })}>
            {text.undoFault}
          </Button>
        </div>
        {command.error && <Failure error={command.error} />}
      </Section>
    </div>
  )
}
