import { grouped } from '@/components/ui/amount-text'
import type { Request, TxStage } from '@/lib/tx/stage'

const ASKED: Record<Request, string> = {
  permit: 'Your wallet asks for a signature. It allows this one payment, costs no gas and moves nothing by itself.',
  approval: 'Your wallet asks to approve exactly this amount. The payment follows.',
  transaction: 'Your wallet shows the transaction. Confirm it there.',
  batch: 'Your wallet shows the approval and the payment as one. Confirm it there.',
}

const GONE =
  'The network no longer knows this transaction: it was dropped, or your wallet has put another in its place. It has spent nothing. ' +
  'Speed it up or cancel it in your wallet, and this page goes on by itself.'

/** The sentence under the stepper. Pure; null while there is nothing to say. */
export function sentenceOf(stage: TxStage): string | null {
  switch (stage.name) {
    case 'idle':
      return null
    case 'checking':
      return 'Looking at your wallet and at the contracts.'
    case 'simulating':
      return 'Running the call on the chain without sending it.'
    case 'signing':
      return ASKED[stage.request]
    case 'pending':
      if (stage.isGone) return GONE
      return stage.request === 'approval'
        ? 'The approval is sent. Waiting for its block.'
        : 'Sent. Waiting for its block; you may close this page.'
    case 'safe-proposed':
      return stage.progress
        ? `Proposed to the Safe: ${stage.progress.confirmations} of ${stage.progress.required} owners have signed.`
        : 'Proposed to the Safe. It runs when enough owners have signed; you may close this page.'
    case 'indexing':
      return `Confirmed in block ${grouped(stage.blockNumber)}. The ledger is reading it.`
    case 'done':
      return `Done, in block ${grouped(stage.blockNumber)}.`
    case 'late':
      return `Done, in block ${grouped(stage.blockNumber)}. The ledger has not reached it yet; this page will catch up.`
    case 'failed':
      return stage.error.say
  }
}

/** What the button says while it cannot be pressed: the stage, never "Loading". */
export function buttonStage(stage: TxStage): string | null {
  switch (stage.name) {
    case 'checking':
      return 'Checking'
    case 'simulating':
      return 'Simulating'
    case 'signing':
      return 'Waiting for the wallet'
    case 'pending':
      return 'Waiting for the block'
    case 'safe-proposed':
      return 'Waiting for the Safe'
    case 'indexing':
      return 'Waiting for the ledger'
    default:
      return null
  }
}

export const BUTTON_STAGES = ['Waiting for the wallet', 'Waiting for the block', 'Waiting for the ledger'] as const
