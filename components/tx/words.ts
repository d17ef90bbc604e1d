import { grouped } from '@/components/ui/amount-text'
import type { TxStage } from '@/lib/tx/stage'
import { stages as words } from '@/messages/tx-stages'
import { wallet } from '@/messages/wallet'

/** The sentence under the stepper. Pure; null while there is nothing to say. */
export function sentenceOf(stage: TxStage): string | null {
  switch (stage.name) {
    case 'idle':
      return null
    case 'checking':
      return words.checkingSay
    case 'simulating':
      return words.simulatingSay
    case 'signing':
      return words.asked[stage.request]
    case 'pending':
      if (stage.isGone) return words.gone
      return stage.request === 'approval' ? words.approvalSent : words.sent
    case 'safe-proposed':
      return stage.progress ? words.proposedOf(stage.progress.confirmations, stage.progress.required) : words.proposed
    case 'indexing':
      return words.confirmed(grouped(stage.blockNumber))
    case 'done':
      return words.done(grouped(stage.blockNumber))
    case 'late':
      return words.late(grouped(stage.blockNumber))
    case 'failed':
      return stage.error.say
  }
}

/** What the button says while it cannot be pressed: the stage, never "Loading". */
export function buttonStage(stage: TxStage): string | null {
  switch (stage.name) {
    case 'checking':
      return words.checking
    case 'simulating':
      return words.simulating
    case 'signing':
      return wallet.waiting
    case 'pending':
      return words.waitsForBlock
    case 'safe-proposed':
      return words.waitsForSafe
    case 'indexing':
      return words.waitsForLedger
    default:
      return null
  }
}

export const BUTTON_STAGES = [wallet.waiting, words.waitsForBlock, words.waitsForLedger] as const
