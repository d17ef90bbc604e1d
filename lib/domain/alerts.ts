export type Severity = 'info' | 'warning' | 'critical'

/** Keys of alerts that anybody may see: they are about what the public pages show. All others are for the staff or one account. */
export const PUBLIC_ALERTS = ['chain-away', 'ledger-halted', 'ledger-behind', 'oracle-age', 'alarm reconciliation']
