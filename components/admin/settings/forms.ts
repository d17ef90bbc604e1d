import type { SettingId } from '@/lib/domain/setting'
import { settings } from '@/messages/settings'
import type { SettingForm } from './form'
import { curve, pricing, rates } from './price-forms'
import { epochPool, maxStep, pointsRate, tiers, weights } from './reward-forms'
import { grantRole, revokeRole } from './role-forms'
import { dailyCap, oracleConfig, oracleReset, phase, plan, retirePlan, vaultOracle } from './system-forms'
import { defund, fund, migrate, move, withdraw } from './treasury-forms'
import { USD, whole } from './units'

export const FORMS: Record<SettingId, SettingForm> = {
  rates,
  pricing,
  'curve-uptime': curve('uptime'),
  'curve-response': curve('response'),
  'curve-demand': curve('demand'),
  'curve-availability': curve('availability'),
  'tiers-referral': tiers('setReferralTiers', whole(settings.units.users, 2n ** 64n - 1n), 'referral'),
  'tiers-loyalty': tiers('setLoyaltyTiers', whole(settings.units.months, 2n ** 64n - 1n), 'loyalty'),
  'tiers-usage': tiers('setUsageBonusTiers', USD, 'usage'),
  weights,
  'points-rate': pointsRate,
  'epoch-pool': epochPool,
  phase,
  'daily-cap': dailyCap,
  'vault-oracle': vaultOracle,
  'oracle-config': oracleConfig,
  'oracle-reset': oracleReset,
  'max-step-provider': maxStep('provider'),
  'max-step-referral': maxStep('referral'),
  'max-step-loyalty': maxStep('loyalty'),
  plan,
  'retire-plan': retirePlan,
  'treasury-withdraw': withdraw,
  'treasury-fund': fund,
  'treasury-move': move,
  'rewards-defund': defund,
  'rewards-migrate': migrate,
  'role-grant': grantRole,
  'role-revoke': revokeRole,
}
