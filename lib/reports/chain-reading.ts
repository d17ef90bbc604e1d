import { type Address, parseAbiItem, RpcRequestError } from 'viem'
import type { ContractName } from '../../contracts-abi'
import { type AsOf, type At, said, together } from '../chain/at'
import { getContract } from '../chain/contract'
import { readSupplyState } from '../chain/supply-state'
import { CATEGORIES } from '../domain/buckets'
import { type ChainFigures, emissionUsedBy, type RewardsLog } from './chain-buckets'

/** Where the chain is read; everything is asked at one block, which the chain will not take back. */
export type ChainSource = Omit<At, 'blockNumber'>

export type ChainReading = ChainFigures &
  AsOf & {
    /** `Rewards.vested` at the block's time. */
    vested: bigint
  }

/** The faucet hands its tokens out again like any holder: they circulate. The first three part their balance into buckets. */
const APART: readonly ContractName[] = ['Treasury', 'Rewards', 'Vault', 'Faucet']

/** Throws as any question would when the node is away. */
export const assertAnswers = async ({ client }: ChainSource, block: bigint): Promise<void> => {
  await said(client.getBlockNumber({ cacheTime: 0 }), { block })
}

/** `external`: wallets that the ledger knows as ours. */
export async function readChain(
  source: ChainSource,
  block: bigint,
  external: readonly Address[],
): Promise<ChainReading> {
  const [supply, logs] = await Promise.all([
    readSupplyState({ ...source, blockNumber: block }, external),
    providerLogs(source, block),
  ])
  const { asOf, balances, rewards, vault } = supply
  const vested = await said(
    source.client.readContract({
      ...getContract(source.deployment, 'Rewards'),
      functionName: 'vested',
      args: [asOf.time],
      blockNumber: block,
    }),
    { block },
  )
  const sum = (values: readonly (readonly [string, bigint])[]) => values.reduce((all, [, value]) => all + value, 0n)
  const others = Object.entries(balances).filter(([name]) => !APART.some((apart) => apart === name))
  return {
    ...asOf,
    vested,
    totalSupply: supply.totalSupply,
    treasury: supply.treasury,
    vault: { credits: vault.credits, revenue: vault.revenue },
    streams: rewards,
    isMigrated: rewards.isMigrated,
    emissionUsed: emissionUsedBy(logs),
    held: {
      treasury: balances.Treasury ?? 0n,
      rewards: balances.Rewards ?? 0n,
      vault: balances.Vault ?? 0n,
      other: sum(others),
      dead: supply.dead,
      external: sum(Object.entries(supply.holders)),
    },
  }
}

/** Balances per call: about 2 million gas, within what nodes allow. */
const PAGE = 400

/** `CXPT.balanceOf` of holders, or `Vault.balanceOf` of users, at the block. */
export async function balancesAt(
  source: ChainSource,
  name: 'CXPT' | 'Vault',
  asOf: AsOf,
  owners: readonly Address[],
): Promise<bigint[]> {
  // Both answer `balanceOf(address)` with one word, so one of the two ABIs describes the call.
  const call = { ...getContract(source.deployment, 'CXPT'), address: getContract(source.deployment, name).address }
  const options = { ...together(source, asOf), allowFailure: false } as const
  const all: bigint[] = []
  for (let i = 0; i < owners.length; i += PAGE) {
    const page = owners.slice(i, i + PAGE)
    const contracts = page.map((owner) => ({ ...call, functionName: 'balanceOf' as const, args: [owner] as const }))
    all.push(...(await said(source.client.multicall({ ...options, contracts }), asOf)))
  }
  return all
}

const FUNDED = parseAbiItem('event Funded(uint8 indexed category, address indexed from, uint256 amount)')
const ACCEPTED = parseAbiItem('event Accepted(uint8 indexed category, bytes32 root, uint256 total)')
const PROVIDER = CATEGORIES.indexOf('provider')

/** What funded the provider stream and what was allocated from it, in chain order up to the block. */
async function providerLogs({ client, deployment }: ChainSource, block: bigint): Promise<RewardsLog[]> {
  const { address } = getContract(deployment, 'Rewards')
  const filter = { address, args: { category: PROVIDER }, strict: true } as const
  const start = BigInt(deployment.startBlock)
  const [funded, accepted] = await said(
    Promise.all([
      inRanges(start, block, (fromBlock, toBlock) => client.getLogs({ ...filter, event: FUNDED, fromBlock, toBlock })),
      inRanges(start, block, (fromBlock, toBlock) =>
        client.getLogs({ ...filter, event: ACCEPTED, fromBlock, toBlock }),
      ),
    ]),
    { block },
  )
  const placed: { blockNumber: bigint; logIndex: number; log: RewardsLog }[] = [
    ...funded.map((log) => ({ ...log, log: { name: 'Funded', amount: log.args.amount } as const })),
    ...accepted.map((log) => ({ ...log, log: { name: 'Accepted', total: log.args.total } as const })),
  ]
  const order = (a: bigint, b: bigint) => (a < b ? -1 : a > b ? 1 : 0)
  return placed.sort((a, b) => order(a.blockNumber, b.blockNumber) || a.logIndex - b.logIndex).map(({ log }) => log)
}

/** Nodes limit how many blocks or logs one question may cover and say so in the answer: then each half is asked by itself. */
async function inRanges<T>(from: bigint, to: bigint, read: (from: bigint, to: bigint) => Promise<T[]>): Promise<T[]> {
  try {
    return await read(from, to)
  } catch (error) {
    if (!isAnswer(error) || to <= from) throw error
    const middle = (from + to) / 2n
    return [...(await inRanges(from, middle, read)), ...(await inRanges(middle + 1n, to, read))]
  }
}

/** Whether the node answered with an error, as opposed to not answering. */
function isAnswer(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause) if (at instanceof RpcRequestError) return true
  return false
}
