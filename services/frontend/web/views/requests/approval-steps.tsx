import type { EtapeWorkflow, EtatEtape, Validation } from '#generated/supply-chain/types.ts'
import { useText } from '../../locale/text.ts'
import { Badge } from '../../ui/badge.tsx'
import { ExportButton } from '../../ui/export-button.tsx'
import { type Column, Table } from '../../ui/table.tsx'
import { type RequestsText, requestsText } from './text.ts'

const kinds: Readonly<Record<EtatEtape, 'good' | 'bad' | 'wait' | 'plain'>> = {
  a_faire: 'plain',
  en_cours: 'wait',
  faite: 'good',
  echouee: 'bad',
  inconnue: 'bad',
  a_annuler: 'wait',
  annulation_en_cours: 'wait',
  parquee: 'bad',
  annulee: 'plain',
  abandonnee: 'plain',
}

/** A text of this view for a value of the API, or the value where there is none. */
const textFor = (text: RequestsText, value: string): string => {
  const found: unknown = Object.hasOwn(text, value) ? text[value as keyof RequestsText] : undefined
  return typeof found === 'string' ? found : value
}

const attemptsOf = (text: RequestsText, { tentatives, annulation }: EtapeWorkflow): string =>
  [
    tentatives > 0 ? text.attempts(tentatives) : '',
    annulation.tentatives > 0 ? text.undoAttempts(annulation.tentatives) : '',
  ]
    .filter((part) => part !== '')
    .join(' · ')

const reasonOf = (text: RequestsText, { motif, annulation }: EtapeWorkflow): string =>
  [motif, annulation.motif].flatMap((reason) => (reason === null ? [] : [textFor(text, reason)])).join(' ')

const columnsOf = (text: RequestsText): readonly Column<EtapeWorkflow>[] => [
  { id: 'etape', title: text.steps, value: ({ etape }) => textFor(text, etape) },
  {
    id: 'etat',
    title: text.state,
    value: ({ etat }) => text[etat],
    cell: ({ etat }) => <Badge kind={kinds[etat]}>{text[etat]}</Badge>,
  },
  { id: 'tentatives', title: text.attemptsTitle, value: (step) => attemptsOf(text, step) },
  { id: 'motif', title: text.reason, value: (step) => reasonOf(text, step) },
]

const outcomeOf = (text: RequestsText, { etat, terminale, motif }: Validation): string => {
  if (etat === 'VALIDATION_TERMINEE') return text.succeeded
  if (terminale) return text.undone
  return motif === null ? text.running : text.undoing
}

/** The steps of an approval: the state of each, its attempts and its undo. */
export const ApprovalSteps = ({ approval }: { approval: Validation }) => {
  const text = useText(requestsText)
  const columns = columnsOf(text)
  return (
    <>
      <p role="status">
        {outcomeOf(text, approval)} {approval.motif !== null && textFor(text, approval.motif)}
      </p>
      <Table caption={text.stepsOf} columns={columns} rows={approval.etapes} rowId={({ etape }) => etape} />
      <ExportButton name="etapes" columns={columns} rows={() => approval.etapes} />
    </>
  )
}
