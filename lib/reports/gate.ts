import type { SheetName } from './sheet-names'

export type GateId =
  | 'foots'
  | 'unclassified'
  | 'opening'
  | 'chain'
  | 'closing_block'
  | 'emission'
  | 'burns'
  | 'split'
  | 'payments'

/** Gates of the books. */
export type BookGateId =
  | 'ledger_u'
  | 'ledger_q'
  | 'ledger_opening'
  | 'sub_ledger'
  | 'revenue'
  | 'rewards'
  | 'stale_price'

/** `waiting`: what it needs was not there; neither passed nor failed. `detail` names the first thing that differs. */
export type GateState = 'passed' | 'failed' | 'waiting'
export type Gate = { id: GateId | BookGateId; title: string; state: GateState; detail: string; sheet: SheetName }
