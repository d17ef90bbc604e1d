import type { Address, Chain, PublicClient, Transport } from 'viem'
import { getContract } from '../chain/contract'
import { ROLES, type RoleName } from '../domain/roles'
import { formatCxpt, formatFixed } from '../domain/units'
import { AppError } from '../errors/app-error'
import { fromChain } from '../errors/from-chain'

/** Flags of the Vault in the order of the contract's enum. */
const FLAGS = ['DEPOSIT', 'SPEND', 'DISTRIBUTE'] as const
export type Flag = (typeof FLAGS)[number]

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

type Client = PublicClient<Transport, Chain>

export async function readStanding(client: Client, account: Address, needs: Needs, isSafe = false): Promise<Standing> {
  const { chain } = client
  const token = getContract(chain.id, 'CXPT')
  const vault = getContract(chain.id, 'Vault')
  const manager = getContract(chain.id, 'AccessManager')
  try {
    const [gasBalance, cxpt, credits, pausedUntil, priceError, membership] = await Promise.all([
      isSafe ? null : client.getBalance({ address: account }),
      needs.cxpt === undefined
        ? undefined
        : client.readContract({ ...token, functionName: 'balanceOf', args: [account] }),
      needs.credits === undefined
        ? undefined
        : client.readContract({ ...vault, functionName: 'availableOf', args: [account] }),
      readPauses(client, needs.flags ?? []),
      needs.isPriced ? readPriceError(client) : undefined,
      needs.role && client.readContract({ ...manager, functionName: 'hasRole', args: [ROLES[needs.role].id, account] }),
    ])
    return {
      chainName: chain.name,
      currency: chain.nativeCurrency.symbol,
      gasBalance,
      pausedUntil,
      ...(cxpt === undefined ? {} : { cxpt }),
      ...(credits === undefined ? {} : { credits }),
      ...(priceError ? { priceError } : {}),
      ...(membership ? { hasRole: membership[0] } : {}),
    }
  } catch (error) {
    throw fromChain(error)
  }
}

/** A pause runs while block time is before `until`; the pending block's time is at least the latest's. */
async function readPauses(client: Client, flags: readonly Flag[]): Promise<Standing['pausedUntil']> {
  if (flags.length === 0) return {}
  const vault = getContract(client.chain.id, 'Vault')
  const block = await client.getBlock()
  const found = await Promise.all(
    flags.map(async (flag) => {
      const args = [FLAGS.indexOf(flag)] as const
      const [, until] = await client.readContract({ ...vault, functionName: 'pauseOf', args })
      return [flag, BigInt(until)] as const
    }),
  )
  return Object.fromEntries(found.filter(([, until]) => until > block.timestamp))
}

async function readPriceError(client: Client): Promise<AppError | undefined> {
  const vault = getContract(client.chain.id, 'Vault')
  try {
    await client.readContract({ ...vault, functionName: 'quote', args: [1_000_000n] })
    return undefined
  } catch (error) {
    return fromChain(error)
  }
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
      : [{ id: `pause-${flag}`, isOk: false, error: new AppError(`${flag}_PAUSED`, { until }) }]
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
