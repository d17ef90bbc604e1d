import type { CallMeaning } from '../../domain/call-meaning'

const amount = ['Amount', 'cxpt'] as const
const category = ['Category', 'category'] as const
const reference = ['Reference', 'hash'] as const
const root = ['Root', 'hash'] as const
const to = ['To', 'address'] as const

/** Calls of the Vault, the Treasury and the Rewards: what a wallet and the offline page say of them. */
export const moneyCalls = {
  Vault: {
    deposit: { intent: 'Load credits', fields: { to: ['For', 'address'], amount } },
    depositWithPermit: {
      intent: 'Load credits',
      fields: { to: ['For', 'address'], amount, deadline: ['Signature until', 'time'] },
      hidden: ['v', 'r', 's'],
    },
    depositFrom: { intent: 'Load credits of a payer', fields: { payer: ['Payer', 'address'], amount } },
    requestWithdrawal: { intent: 'Ask to withdraw credits', fields: { amount } },
    withdraw: { intent: 'Withdraw credits', fields: { to } },
    setBudget: { intent: 'Set a daily budget', fields: { usdPerDay: ['Per day', 'usd'] } },
    settle: {
      intent: 'Settle usage',
      fields: {
        'usages.[].user': ['User', 'address'],
        'usages.[].cumulativeUsd': ['Used in all', 'usd'],
        receiptsRoot: ['Receipts root', 'hash'],
      },
    },
    charge: {
      intent: 'Charge a plan',
      fields: {
        user: ['User', 'address'],
        usd: ['Price', 'usd'],
        maxIn: ['At most', 'cxpt'],
        ref: reference,
      },
    },
    distribute: { intent: 'Distribute revenue', fields: {} },
    setSplit: {
      intent: 'Change the revenue split',
      fields: {
        'newSplit.burn': ['Burn', 'bps'],
        'newSplit.protocol': ['Protocol', 'bps'],
        'newSplit.operations': ['Operations', 'bps'],
        'newSplit.provider': ['Providers', 'bps'],
      },
    },
    setOracle: {
      intent: 'Change the oracle',
      fields: { newOracle: ['Oracle', 'contract'], newMinPrice: ['Least price', 'price'] },
    },
    setDailyCap: { intent: 'Change the daily cap', fields: { usd: ['Per UTC day', 'usd'] } },
    pause: { intent: 'Pause', fields: { flag: ['What stops', 'flag'] } },
    pauseAll: { intent: 'Pause all of the Vault', fields: {} },
    unpause: { intent: 'End a pause', fields: { flag: ['What goes on', 'flag'] } },
    skim: { intent: 'Book surplus as protocol', fields: {} },
  },
  Treasury: {
    deposit: { intent: 'Pay into the treasury', fields: { bucket: ['Bucket', 'bucket'], amount } },
    withdraw: {
      intent: 'Pay out of the treasury',
      fields: { bucket: ['Bucket', 'bucket'], to, amount, ref: reference },
    },
    fund: {
      intent: 'Fund rewards',
      fields: { bucket: ['Bucket', 'bucket'], category, amount, ref: reference },
    },
    move: {
      intent: 'Move between buckets',
      fields: { from: ['From', 'bucket'], to: ['To', 'bucket'], amount, ref: reference },
    },
    skim: { intent: 'Book surplus as protocol', fields: {} },
  },
  Rewards: {
    claim: {
      intent: 'Claim rewards',
      fields: {
        category,
        account: ['Paid to', 'address'],
        cumulative: ['Earned in all', 'cxpt'],
      },
      hidden: ['proof.[]'],
    },
    fund: { intent: 'Pay in for rewards', fields: { category, amount } },
    propose: {
      intent: 'Propose a root',
      fields: { category, root, total: ['Total', 'cxpt'], uri: ['Where it lies', 'text'] },
    },
    accept: { intent: 'Accept a root', fields: { category, root } },
    veto: { intent: 'Veto a root', fields: { category, root } },
    revoke: { intent: 'Revoke a root', fields: { category, root } },
    addTranche: {
      intent: 'Add a tranche',
      fields: { start: ['Begins', 'time'], end: ['Ends', 'time'], amount },
    },
    cancelTranche: { intent: 'Cancel a tranche', fields: { id: ['Tranche', 'id'] } },
    setMaxStep: {
      intent: 'Change what a root may add',
      fields: { category, maxStep: ['At most', 'cxpt'] },
    },
    defund: { intent: 'Take back rewards', fields: { category, to, amount, ref: reference } },
    migrate: { intent: 'Migrate rewards', fields: { to } },
    pause: { intent: 'Pause claims', fields: { category } },
    pauseAll: { intent: 'Pause all claims', fields: {} },
    unpause: { intent: 'End a pause of claims', fields: { category } },
  },
} as const satisfies Record<string, Record<string, CallMeaning>>
