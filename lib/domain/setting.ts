/** Everything an admin can set by a form of its own; the split and tranches have pages of theirs. */
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
] as const
export type SettingId = (typeof SETTING_IDS)[number]

export const isSettingId = (text: string): text is SettingId => (SETTING_IDS as readonly string[]).includes(text)
