import type { Address } from 'viem'
import { readAccountState } from '../chain/account-state'
import type { At } from '../chain/at'
import { getContract } from '../chain/contract'
import { readRolesOf } from '../chain/roles'
import { readVaultState } from '../chain/vault-state'
import type { Flag } from '../domain/pause'
import type { RoleName } from '../domain/roles'
import { formatCxpt, formatFixed } from '../domain/units'
import { AppError } from '../errors/app-error'
import { fromChain } from '../errors/from-chain'
import type { ErrorCode } from '../errors/table'

/** What must hold before the wallet opens. Amounts in wei of CXPT. */
export type Needs = {
  /** Leaves the wallet. */
  cxpt?: bigint
  /** Leaves the available credits. */
  credits?: bigint
  /** Flags of the Vault that must not be paused. */
  flags?: readonly Flag[]
  /** The call converts USD, so a price in force is needed. */
  isPriced?: boolean
  role?: RoleName
}

/** What the chain says of the account now; only what is needed is read. */
export type Standing = {
  chainName: string
  currency: string
  /** Null for a Safe: whoever executes pays the gas. */
  gasBalance: bigint | null
  cxpt?: bigint
  credits?: bigint
  /** Seconds of chain time at which a running pause ends. */
  pausedUntil: Partial<Record<Flag, bigint>>
  /** Why there is no price; absent when there is one or none is needed. */
  priceError?: AppError
  hasRole?: boolean
}

export type Remedy = 'switch-network' | 'get-gas' | 'get-cxpt' | 'load-credits'
export type Check =
  | { id: string; isOk: true; say: string }
  | { id: string; isOk: false; error: AppError; remedy?: Remedy }

/** Reads only what the needs ask for. `isSafe`: the account's own ETH does not pay for gas. */
export async function readStanding(at: At, account: Address, needs: Needs, isSafe = false): Promise<Standing> {
  const { chain } = at.client
  const isHolding = needs.cxpt !== undefined || needs.credits !== undefined
  const [gasBalance, holdings, vault, priceError, roles] = await Promise.all([
    isSafe ? null : at.client.getBalance({ address: account }),
    isHolding ? readAccountState(at, account) : null,
    needs.flags?.length ? readVaultState(at) : null,
    needs.isPriced ? readPriceError(at) : null,
    needs.role ? readRolesOf(at, account) : null,
  ]).catch((error) => {
    throw fromChain(error)
  })
  const paused = (needs.flags ?? []).flatMap((flag) =>
    vault?.pauses[flag].isPaused ? [[flag, vault.pauses[flag].until] as const] : [],
  )
  return {
    chainName: chain.name,
    currency: chain.nativeCurrency.symbol,
    gasBalance,
    pausedUntil: Object.fromEntries(paused),
    ...(holdings ? { cxpt: holdings.wallet, credits: holdings.available } : {}),
    ...(priceError ? { priceError } : {}),
    ...(roles && needs.role ? { hasRole: roles.roles[needs.role].isMember } : {}),
  }
}

/** Asked of the Vault and not of the oracle: the Vault's own lower bound counts too. */
async function readPriceError({ client, deployment }: At): Promise<AppError | null> {
  try {
    await client.readContract({ ...getContract(deployment, 'Vault'), functionName: 'quote', args: [1_000_000n] })
    return null
  } catch (error) {
    return fromChain(error)
  }
}

const PAUSED: Record<Flag, ErrorCode> = {
  deposit: 'DEPOSIT_PAUSED',
  spend: 'SPEND_PAUSED',
  distribute: 'DISTRIBUTE_PAUSED',
}

/** Every need, met or not, in the order a person can act on them. Pure. `fee` in wei of ETH, null when unknown. */
export function checkNeeds(needs: Needs, standing: Standing, fee: bigint | null): Check[] {
  return [
    roleCheck(needs, standing),
    ...pauseChecks(needs, standing),
    priceCheck(needs, standing),
    balanceCheck(needs, standing),
    creditsCheck(needs, standing),
    gasCheck(standing, fee),
  ].filter((check) => check !== null)
}

export function firstFailure(checks: readonly Check[]): AppError | null {
  const failed = checks.find(({ isOk }) => !isOk)
  return failed && !failed.isOk ? failed.error : null
}

function roleCheck({ role }: Needs, { hasRole }: Standing): Check | null {
  if (!role) return null
  if (hasRole) return { id: 'role', isOk: true, say: `Your wallet holds the role ${role}` }
  return { id: 'role', isOk: false, error: new AppError('FORBIDDEN', { role }) }
}

function pauseChecks({ flags = [] }: Needs, { pausedUntil }: Standing): Check[] {
  if (flags.length === 0) return []
  const paused = flags.flatMap((flag): Check[] => {
    const until = pausedUntil[flag]
    return until === undefined
      ? []
      : [{ id: `pause-${flag}`, isOk: false, error: new AppError(PAUSED[flag], { until }) }]
  })
  return paused.length > 0 ? paused : [{ id: 'pause', isOk: true, say: 'Nothing this needs is paused' }]
}

function priceCheck({ isPriced }: Needs, { priceError }: Standing): Check | null {
  if (!isPriced) return null
  if (priceError) return { id: 'price', isOk: false, error: priceError }
  return { id: 'price', isOk: true, say: 'The price is fresh' }
}

function balanceCheck({ cxpt: needed }: Needs, { cxpt: balance }: Standing): Check | null {
  if (needed === undefined || needed === 0n || balance === undefined) return null
  if (balance >= needed) {
    return { id: 'cxpt', isOk: true, say: `Wallet holds ${formatCxpt(balance, { round: 'down' })} CXPT` }
  }
  return { id: 'cxpt', isOk: false, error: new AppError('CXPT_INSUFFICIENT', { balance, needed }), remedy: 'get-cxpt' }
}

function creditsCheck({ credits: want }: Needs, { credits: have }: Standing): Check | null {
  if (want === undefined || have === undefined) return null
  if (have >= want) {
    return { id: 'credits', isOk: true, say: `Credits hold ${formatCxpt(have, { round: 'down' })} CXPT` }
  }
  return {
    id: 'credits',
    isOk: false,
    error: new AppError('CREDITS_INSUFFICIENT', { have, want }),
    remedy: 'load-credits',
  }
}

function gasCheck({ gasBalance, currency }: Standing, fee: bigint | null): Check {
  if (gasBalance === null) return { id: 'gas', isOk: true, say: 'Gas is paid by whoever executes in the Safe' }
  const isShort = gasBalance === 0n || (fee !== null && gasBalance < fee)
  if (isShort) return { id: 'gas', isOk: false, error: new AppError('NO_GAS_MONEY', { currency }), remedy: 'get-gas' }
  const held = `${formatFixed(gasBalance, 18, 4, 'down')} ${currency}`
  const cost = fee === null ? 'n/a: the node names no gas price' : `at most ${formatFixed(fee, 18, 6, 'up')}`
  return { id: 'gas', isOk: true, say: `Gas ${cost}; the wallet holds ${held}` }
}
