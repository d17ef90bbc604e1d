import { TxHash } from '@/components/ui/address'
import { Countdown } from '@/components/ui/countdown'
import { KeyValue, KeyValues } from '@/components/ui/key-values'
import { type Step, Stepper, type StepState } from '@/components/ui/stepper'
import { momentText } from '@/components/ui/time-text'
import type { EpochView } from '@/lib/data/provider'
import { secondsOf } from '@/lib/domain/time'
import { provider as words } from '@/messages/provider'

/** Closed, proposed, window over, accepted: how far the root of an epoch is, and what that means. */
export function RootStateView({ epoch, now }: { epoch: EpochView; now: Date }) {
  const { state, period } = epoch
  const acceptAt = period?.acceptAt ?? null
  const isOver = acceptAt !== null && acceptAt <= now
  return (
    <div className="grid gap-3">
      <Stepper label={words.root} steps={stepsOf(state, isOver)}>
        {words.rootSay[state]}
      </Stepper>
      {period && (
        <KeyValues>
          <KeyValue name={words.root}>
            <TxHash hash={period.root} />
          </KeyValue>
          {state === 'pending' && acceptAt && (
            <KeyValue name={words.windowEnds}>
              <Countdown
                target={Number(secondsOf(acceptAt))}
                now={Number(secondsOf(now))}
                from={period.proposedAt ? Number(secondsOf(period.proposedAt)) : undefined}
                announce={words.windowAnnounce}
                done={words.windowOver}
              />
            </KeyValue>
          )}
          {period.since && period.txHash && (
            <KeyValue name={words.state[state]}>
              <span className="num">{momentText(period.since)}</span> <TxHash hash={period.txHash} />
            </KeyValue>
          )}
          {epoch.inputsHref && (
            <KeyValue name={words.inputs}>
              <a href={epoch.inputsHref}>{words.inputsFile}</a>
            </KeyValue>
          )}
        </KeyValues>
      )}
    </div>
  )
}

/** How many steps are behind, by state; `failed` marks the step at which it ended. */
const REACHED: Record<EpochView['state'], { done: number; end?: StepState }> = {
  running: { done: 0 },
  over: { done: 0 },
  closed: { done: 1 },
  pending: { done: 2 },
  accepted: { done: 4 },
  vetoed: { done: 2, end: 'failed' },
  replaced: { done: 2, end: 'failed' },
  revoked: { done: 3, end: 'failed' },
}

function stepsOf(state: EpochView['state'], isWindowOver: boolean): Step[] {
  const { done, end } = REACHED[state]
  const reached = state === 'pending' && isWindowOver ? done + 1 : done
  const stateAt = (index: number): StepState => {
    if (index < reached) return 'done'
    if (index === reached) return end ?? 'now'
    return end ? 'gone' : 'next'
  }
  const { closed, proposed, window, accepted } = words.rootSteps
  return [closed, proposed, window, accepted].map((label, index) => ({ id: label, label, state: stateAt(index) }))
}
