'use client'

import { answerDispute } from '@/lib/actions/epoch-disputes'
import { disputes as words } from '@/messages/disputes'
import { DisputeAnswer } from './dispute-answer'

/** Upholds a provider's dispute of an epoch or rejects it. */
export function EpochDisputeAnswer({ id, label }: { id: string; label: string }) {
  return (
    <DisputeAnswer
      act={words.answerAct}
      title={words.answerDialog(label)}
      accept={words.uphold}
      hint={words.answerHint}
      effects={{ stops: words.answerStops, goesOn: words.answerGoesOn }}
      onAnswer={(decision, reason) => answerDispute(id, { decision, reason })}
    />
  )
}
