import type { CallMeaning } from '../../domain/call-meaning'

const target = ['Contract', 'contract'] as const
const role = ['Role', 'role'] as const
const delay = ['Delay', 'duration'] as const

/** Calls of the access manager, the token, the reports and the faucet: what a wallet and the offline page say of them. */
export const accessCalls = {
  AccessManager: {
    schedule: {
      intent: 'Schedule a call',
      fields: { target, data: ['Call', 'calldata'], when: ['Not before', 'time'] },
    },
    execute: { intent: 'Execute a scheduled call', fields: { target, data: ['Call', 'calldata'] } },
    cancel: {
      intent: 'Cancel a scheduled call',
      fields: { caller: ['Scheduled by', 'address'], target, data: ['Call', 'calldata'] },
    },
    multicall: { intent: 'Several calls at once', fields: { 'data.[]': ['Call', 'calldata'] } },
    consumeScheduledOp: {
      intent: 'Use up a schedule',
      fields: { caller: ['Scheduled by', 'address'], data: ['Call', 'calldata'] },
    },
    grantRole: {
      intent: 'Grant a role',
      fields: { roleId: role, account: ['To', 'address'], executionDelay: delay },
    },
    revokeRole: { intent: 'Revoke a role', fields: { roleId: role, account: ['From', 'address'] } },
    renounceRole: {
      intent: 'Give up a role',
      fields: { roleId: role, callerConfirmation: ['Your address', 'address'] },
    },
    labelRole: { intent: 'Name a role', fields: { roleId: role, label: ['Name', 'text'] } },
    setGrantDelay: { intent: 'Delay grants of a role', fields: { roleId: role, newDelay: delay } },
    setRoleAdmin: { intent: 'Change who grants a role', fields: { roleId: role, admin: ['Granted by', 'role'] } },
    setRoleGuardian: {
      intent: 'Change who may cancel',
      fields: { roleId: role, guardian: ['Cancelled by', 'role'] },
    },
    setTargetAdminDelay: { intent: 'Delay changes of a contract', fields: { target, newDelay: delay } },
    setTargetClosed: { intent: 'Close or open a contract', fields: { target, closed: ['Closed', 'yes-no'] } },
    setTargetFunctionRole: {
      intent: 'Give functions to a role',
      fields: { target, 'selectors.[]': ['Function', 'selector'], roleId: role },
    },
    updateAuthority: {
      intent: 'Change the access manager',
      fields: { target, newAuthority: ['New manager', 'contract'] },
    },
  },
  CXPT: {
    transfer: { intent: 'Send CXPT', fields: { to: ['To', 'address'], value: ['Amount', 'cxpt'] } },
    transferFrom: {
      intent: 'Send CXPT by approval',
      fields: { from: ['From', 'address'], to: ['To', 'address'], value: ['Amount', 'cxpt'] },
    },
    approve: { intent: 'Approve spending', fields: { spender: ['Spender', 'address'], value: ['At most', 'cxpt'] } },
    permit: {
      intent: 'Approve by signature',
      fields: {
        owner: ['Owner', 'address'],
        spender: ['Spender', 'address'],
        value: ['At most', 'cxpt'],
        deadline: ['Signature until', 'time'],
      },
      hidden: ['v', 'r', 's'],
    },
    burn: { intent: 'Burn CXPT', fields: { amount: ['Amount', 'cxpt'] } },
    burnFrom: {
      intent: 'Burn CXPT by approval',
      fields: { account: ['Of', 'address'], amount: ['Amount', 'cxpt'] },
    },
  },
  Reports: {
    anchor: {
      intent: 'Publish a report',
      fields: { period: ['Period', 'id'], manifestHash: ['Manifest hash', 'hash'], uri: ['Where it lies', 'text'] },
    },
  },
  Faucet: { drip: { intent: 'Send test tokens', fields: { to: ['To', 'address'] } } },
} as const satisfies Record<string, Record<string, CallMeaning>>
