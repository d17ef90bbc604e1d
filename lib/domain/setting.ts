/** Moves tokens of the treasury, or takes back what a reward pool has too much. */
export const TREASURY_ACTS = [
  'treasury-withdraw',
  'treasury-fund',
  'treasury-move',
  'rewards-defund',
  'rewards-migrate',
] as const
/** Who may do what. */
export const ROLE_ACTS = ['role-grant', 'role-revoke'] as const

/** Everything an admin can set or do by a form of its own; the split and tranches have pages of theirs. */
export const SETTING_IDS = [
  'rates',
  'pricing',
  'curve-availability',
  'curve-uptime',
  'curve-response',
  'curve-demand',
  'weights',
  'points-rate',
  'epoch-pool',
  'tiers-referral',
  'tiers-loyalty',
  'tiers-usage',
  'plan',
  'retire-plan',
  'daily-cap',
  'vault-oracle',
  'oracle-config',
  'oracle-reset',
  'max-step-provider',
  'max-step-referral',
  'max-step-loyalty',
  'phase',
  ...TREASURY_ACTS,
  ...ROLE_ACTS,
] as const
export type SettingId = (typeof SETTING_IDS)[number]

export const isSettingId = (text: string): text is SettingId => (SETTING_IDS as readonly string[]).includes(text)
