import { type Address, concatHex, type Hex, keccak256, numberToHex, zeroAddress, zeroHash } from 'viem'
import { demoAccount } from '../../contracts/deploy/demo-accounts'
import { rewardsAbi } from '../../contracts-abi'
import { leafOf } from '../../lib/domain/merkle'
import { permitSignature, permitTypedData } from '../../lib/tx/permit'
import type { Stage } from './stage'

const CXPT = 10n ** 18n
const USD = 1_000_000n
const DAY = 86_400
const NOBODY = zeroAddress
const MAX = 2n ** 96n - 1n
const PROVIDER = 0
const LIQUIDITY = 2
const RESERVE = 0
/** Siblings of a leaf: a tree of up to 65,536 accounts. */
const PROOF_DEPTH = 16

const METER = demoAccount('meter').index
const PUBLISHER = demoAccount('publisher').index
const TREASURER = demoAccount('treasurer').index
const PRICER = demoAccount('pricer').index
const CUSTOMER = demoAccount('customer').index

export const BATCHES = [1, 10, 100, 500] as const

/** Operation → gas of its one transaction. */
export type Figures = Record<string, bigint>

/** Every operation of users, and the regular ones of operators: `first` opens the account's own storage, `next` finds it used. */
export async function measureOurs(stage: Stage): Promise<Figures> {
  const figures: Figures = {}
  await purse(stage)
  // The chain's very first customer pays for slots that all share; nobody after him does.
  const pioneer = await loaded(stage, 'pioneer', 1_000n * CXPT)
  await stage.call(pioneer, 'Subscriptions', 'subscribe', [1, MAX, false, 0n, NOBODY])
  await credits(stage, figures)
  await plans(stage, figures)
  await settling(stage, figures)
  await distributing(stage, figures)
  await rewards(stage, figures)
  return figures
}

/** The customer's wallet pays for everything here. */
const PURSE = 40_000_000n * CXPT

async function purse(stage: Stage): Promise<void> {
  const to = demoAccount('customer').address
  await stage.scheduled(TREASURER, 'Treasury', 'withdraw', [LIQUIDITY, to, PURSE, zeroHash])
}

async function give(stage: Stage, to: Address, amount: bigint): Promise<void> {
  await stage.call(CUSTOMER, 'CXPT', 'transfer', [to, amount])
}

async function approved(stage: Stage, name: string, amount: bigint): Promise<Address> {
  const { address } = await stage.account(name)
  await give(stage, address, amount)
  await stage.call(address, 'CXPT', 'approve', [stage.chain.addressOf('Vault'), MAX])
  return address
}

async function loaded(stage: Stage, name: string, amount: bigint): Promise<Address> {
  const address = await approved(stage, name, 2n * amount)
  await stage.call(address, 'Vault', 'deposit', [address, amount])
  return address
}

async function permit(stage: Stage, name: string, amount: bigint) {
  const account = await stage.account(name)
  const token = stage.chain.addressOf('CXPT')
  const spender = stage.chain.addressOf('Vault')
  const deadline = (await stage.time()) + 1_800n
  const terms = { owner: account.address, token, spender, amount, chainId: 31_337, nonce: 0n, deadline }
  const { v, r, s } = permitSignature(await account.signTypedData(permitTypedData(terms)), deadline)
  return { address: account.address, args: [amount, deadline, v, r, s] as const }
}

async function credits(stage: Stage, figures: Figures): Promise<void> {
  const user = await approved(stage, 'credits', 1_000n * CXPT)
  figures['deposit, first'] = await stage.call(user, 'Vault', 'deposit', [user, 100n * CXPT])
  figures['deposit, next'] = await stage.call(user, 'Vault', 'deposit', [user, 100n * CXPT])
  await give(stage, (await stage.account('permit')).address, 200n * CXPT)
  const { address, args } = await permit(stage, 'permit', 100n * CXPT)
  figures['depositWithPermit, first'] = await stage.call(address, 'Vault', 'depositWithPermit', [address, ...args])
  figures['setBudget, first'] = await stage.call(user, 'Vault', 'setBudget', [10n * USD])
  figures['setBudget, lowered'] = await stage.call(user, 'Vault', 'setBudget', [5n * USD])
  figures['requestWithdrawal, first'] = await stage.call(user, 'Vault', 'requestWithdrawal', [50n * CXPT])
  await stage.wait(DAY)
  figures['withdraw, in part'] = await stage.call(user, 'Vault', 'withdraw', [user])
  figures['requestWithdrawal, next'] = await stage.call(user, 'Vault', 'requestWithdrawal', [150n * CXPT])
  await stage.wait(DAY)
  figures['withdraw, everything'] = await stage.call(user, 'Vault', 'withdraw', [user])
  await freshPrice(stage)
}

async function freshPrice(stage: Stage): Promise<void> {
  await stage.call(PRICER, 'PriceOracle', 'post', [5n * 10n ** 16n])
}

async function plans(stage: Stage, figures: Figures): Promise<void> {
  const { address: referrer } = await stage.account('referrer')
  await give(stage, (await stage.account('buyer')).address, 10_000n * CXPT)
  const { address: buyer, args } = await permit(stage, 'buyer', 5_000n * CXPT)
  const order = [2, MAX, true, MAX] as const
  figures['buy from zero with permit'] = await stage.call(buyer, 'Subscriptions', 'subscribeWithPermit', [
    ...order,
    NOBODY,
    ...args,
  ])
  const member = await loaded(stage, 'member', 20_000n * CXPT)
  figures['buy from credits'] = await stage.call(member, 'Subscriptions', 'subscribe', [...order, NOBODY])
  const referred = await loaded(stage, 'referred', 20_000n * CXPT)
  figures['buy from credits, with a referrer'] = await stage.call(referred, 'Subscriptions', 'subscribe', [
    ...order,
    referrer,
  ])
  figures.upgrade = await stage.call(member, 'Subscriptions', 'upgrade', [3, MAX])
  figures.scheduleChange = await stage.call(member, 'Subscriptions', 'scheduleChange', [2])
  figures.setAutoRenew = await stage.call(buyer, 'Subscriptions', 'setAutoRenew', [true, 10_000n * CXPT])
  const newcomer = await loaded(stage, 'newcomer', 100n * CXPT)
  figures.setReferrer = await stage.call(newcomer, 'Subscriptions', 'setReferrer', [referrer])
  const keeper = (await stage.account('keeper')).address
  const many = await Promise.all([0, 1, 2, 3, 4].map((i) => stage.account(`many ${i}`)))
  for (const [i] of many.entries()) {
    const one = await loaded(stage, `many ${i}`, 20_000n * CXPT)
    await stage.call(one, 'Subscriptions', 'subscribe', [...order, NOBODY])
  }
  await stage.wait(30 * DAY)
  await freshPrice(stage)
  figures['renew, same plan'] = await stage.call(keeper, 'Subscriptions', 'renew', [referred])
  figures['renew, with a change'] = await stage.call(keeper, 'Subscriptions', 'renew', [member])
  const five = await stage.call(keeper, 'Subscriptions', 'renewMany', [many.map(({ address }) => address)])
  figures['renewMany, per user of 5'] = five / 5n
}

async function settling(stage: Stage, figures: Figures): Promise<void> {
  for (const isBudgeted of [false, true]) {
    const users = await customers(stage, 500, isBudgeted)
    const kind = isBudgeted ? 'with a budget' : 'without'
    let cumulative = USD
    await settle(stage, users, cumulative)
    for (const size of BATCHES) {
      cumulative += USD
      await stage.wait(DAY)
      await freshPrice(stage)
      // The day's first settlement writes the day; the measured one is a later one.
      await settle(stage, users.slice(0, 1), cumulative)
      await settle(stage, users, cumulative)
      cumulative += USD
      figures[`settle ${kind}, ${size}`] = await settle(stage, users.slice(0, size), cumulative)
      await settle(stage, users, cumulative)
    }
    const first = figures[`settle ${kind}, 1`] ?? 0n
    const last = figures[`settle ${kind}, 500`] ?? 0n
    figures[`settle ${kind}, per user of 500`] = last / 500n
    figures[`settle ${kind}, each further user`] = (last - first) / 499n
  }
}

function settle(stage: Stage, users: readonly Address[], cumulativeUsd: bigint): Promise<bigint> {
  const usages = users.map((user) => ({ user, cumulativeUsd }))
  return stage.call(METER, 'Vault', 'settle', [usages, keccak256('0x01')])
}

async function customers(stage: Stage, count: number, isBudgeted: boolean): Promise<Address[]> {
  const from = demoAccount('customer').address
  await stage.call(from, 'CXPT', 'approve', [stage.chain.addressOf('Vault'), MAX])
  const all = Array.from({ length: count }, (_, i) => addressOf(`${isBudgeted} ${i}`))
  await stage.prepare(all.map((user) => ({ from, to: 'Vault', name: 'deposit', args: [user, 10_000n * CXPT] })))
  if (!isBudgeted) return all
  for (const user of all) await stage.chain.rpc('anvil_setBalance', [user, numberToHex(CXPT)])
  await stage.prepare(all.map((user) => ({ from: user, to: 'Vault', name: 'setBudget', args: [1_000n * USD] })))
  return all
}

/** An address nobody has a key of, with the zero bytes an address has on average. */
function addressOf(name: string): Address {
  return `0x${keccak256(new TextEncoder().encode(name)).slice(-40)}`
}

async function distributing(stage: Stage, figures: Figures): Promise<void> {
  const anyone = (await stage.account('anyone')).address
  await stage.call(anyone, 'Vault', 'distribute', [])
  const user = await loaded(stage, 'distribution', 100_000n * CXPT)
  for (const usd of [100n, 200n]) {
    await settle(stage, [user], usd * USD)
    figures['distribute, next'] = await stage.call(anyone, 'Vault', 'distribute', [])
  }
}

async function rewards(stage: Stage, figures: Figures): Promise<void> {
  const { address: account } = await stage.account('claimant')
  const anyone = (await stage.account('anyone')).address
  await give(stage, account, CXPT)
  const available = await stage.chain.client.readContract({
    address: stage.chain.addressOf('Rewards'),
    abi: rewardsAbi,
    functionName: 'allocatable',
    args: [PROVIDER],
  })
  for (const [round, cumulative] of [1_000n * CXPT, 2_000n * CXPT, 3_000n * CXPT].entries()) {
    const { root, proof } = branch(stage, account, cumulative)
    const total = available - (3n - BigInt(round)) * CXPT
    const propose = await stage.call(PUBLISHER, 'Rewards', 'propose', [PROVIDER, root, total, 'ipfs://inputs'])
    await stage.wait(60)
    const accept = await stage.call(anyone, 'Rewards', 'accept', [PROVIDER, root])
    if (round === 0) {
      // The stream's own counters are written by somebody else's claim first, so that `first` is the account's first and nothing more.
      await firstClaimOfAll(stage, total)
      const again = branch(stage, account, cumulative)
      await stage.call(PUBLISHER, 'Rewards', 'propose', [PROVIDER, again.root, total, 'ipfs://inputs'])
      await stage.wait(60)
      await stage.call(anyone, 'Rewards', 'accept', [PROVIDER, again.root])
    } else {
      figures.propose = propose
      figures.accept = accept
    }
    const gas = await stage.call(account, 'Rewards', 'claim', [PROVIDER, account, cumulative, proof])
    figures[round === 0 ? 'claim, first' : 'claim, next'] = gas
  }
  const { address: burner } = await stage.account('burner')
  await give(stage, burner, 10n * CXPT)
  figures.burn = await stage.call(burner, 'CXPT', 'burn', [CXPT])
  figures['transfer, next'] = await stage.call(burner, 'CXPT', 'transfer', [account, CXPT])
  figures['treasury deposit'] = await treasuryDeposit(stage, burner)
  await give(stage, stage.chain.addressOf('Faucet'), 5_000n * CXPT)
  figures['faucet drip, first'] = await stage.call(burner, 'Faucet', 'drip', [(await stage.account('tester')).address])
}

async function firstClaimOfAll(stage: Stage, total: bigint): Promise<void> {
  const { address } = await stage.account('somebody')
  await give(stage, address, CXPT)
  const { root, proof } = branch(stage, address, CXPT)
  await stage.call(PUBLISHER, 'Rewards', 'propose', [PROVIDER, root, total, ''])
  await stage.wait(60)
  await stage.call(address, 'Rewards', 'accept', [PROVIDER, root])
  await stage.call(address, 'Rewards', 'claim', [PROVIDER, address, CXPT, proof])
}

async function treasuryDeposit(stage: Stage, from: Address): Promise<bigint> {
  await stage.call(from, 'CXPT', 'approve', [stage.chain.addressOf('Treasury'), MAX])
  return stage.call(from, 'Treasury', 'deposit', [RESERVE, CXPT])
}

/** A leaf of our own under fifteen siblings and one more that need not exist: what is verified is the path. */
function branch(stage: Stage, account: Address, cumulative: bigint): { root: Hex; proof: Hex[] } {
  const context = { chainId: 31_337, rewards: stage.chain.addressOf('Rewards'), category: 'provider' as const }
  const proof = Array.from({ length: PROOF_DEPTH }, (_, i) => keccak256(numberToHex(i + 1)))
  const root = proof.reduce(
    (node, sibling) => keccak256(concatHex(node < sibling ? [node, sibling] : [sibling, node])),
    leafOf(context, { account, cumulative }),
  )
  return { root, proof }
}
