import type { Step as ShownStep, StepState } from '@/components/ui/stepper'
import type { Step } from '@/lib/tx/flow'
import type { TxStage } from '@/lib/tx/stage'
import { sheet } from '@/messages/tx-sheet'

const { steps: words } = sheet

/** A step of the dialog, and the stages it stands for. */
type Stop = { id: string; label: string; isAt: (stage: TxStage) => boolean }

/** What the dialog's stepper shows: the requests of this flow, the chain, the ledger. Steps are null after a reload. Pure. */
export function stepsToShow(
  steps: readonly Step[] | null,
  isSafe: boolean,
  stage: TxStage,
  before: TxStage,
): ShownStep[] {
  const stops = isSafe ? safeStops() : steps ? stopsOf(steps) : RESUMED
  const at = stage.name === 'failed' ? before : stage
  const now = positionOf(stops, at)
  return stops.map(({ id, label }, index) => ({ id, label, state: stateOf(index, now, stage) }))
}

function stateOf(index: number, now: number, stage: TxStage): StepState {
  if (stage.name === 'done') return 'done'
  if (index < now) return 'done'
  if (index > now) return stage.name === 'failed' ? 'gone' : 'next'
  if (stage.name !== 'failed') return 'now'
  return stage.error.code === 'TX_REJECTED' ? 'declined' : 'failed'
}

/** −1 before anything began. A stage of two steps (an approval pending) belongs to the one it was asked for. */
function positionOf(stops: readonly Stop[], stage: TxStage): number {
  return stops.findIndex(({ isAt }) => isAt(stage))
}

const SIMULATED: Stop = {
  id: 'simulated',
  label: words.simulated,
  isAt: ({ name }) => name === 'checking' || name === 'simulating',
}
const INDEXED: Stop = {
  id: 'indexed',
  label: words.indexed,
  isAt: ({ name }) => name === 'indexing' || name === 'late' || name === 'done',
}
const CONFIRMED: Stop = {
  id: 'confirmed',
  label: words.confirmed,
  isAt: (stage) => stage.name === 'pending' && stage.request !== 'approval',
}

/** An earlier page asked the wallet: only from there on can be told. */
const RESUMED: Stop[] = [
  { id: 'asked', label: words.sign, isAt: ({ name }) => name === 'checking' || name === 'signing' },
  { id: 'confirmed', label: words.confirmed, isAt: ({ name }) => name === 'pending' },
  INDEXED,
]

function stopsOf(steps: readonly Step[]): Stop[] {
  return [SIMULATED, ...steps.map(requestStop), CONFIRMED, INDEXED]
}

function requestStop(step: Step, _: number, all: readonly Step[]): Stop {
  switch (step.kind) {
    case 'permit':
      return { id: 'permit', label: words.signPermit, isAt: asks('permit') }
    case 'approve':
      return { id: 'approve', label: words.approve, isAt: asks('approval') }
    case 'batch':
      return { id: 'batch', label: words.signBatch, isAt: asks('batch') }
    case 'call':
      return { id: 'send', label: all.length > 1 ? words.send : words.sign, isAt: asks('transaction') }
  }
}

function asks(request: 'permit' | 'approval' | 'transaction' | 'batch') {
  return (stage: TxStage) =>
    (stage.name === 'signing' && stage.request === request) ||
    (stage.name === 'pending' && stage.request === 'approval' && request === 'approval')
}

function safeStops(): Stop[] {
  return [
    SIMULATED,
    { id: 'proposed', label: words.proposed, isAt: ({ name }) => name === 'signing' },
    { id: 'executed', label: words.executed, isAt: ({ name }) => name === 'safe-proposed' },
    INDEXED,
  ]
}
