import type { Address } from 'viem'
import { type AsOf, said } from './at'
import type { ChainClient } from './clients'

/** What the oracle asks a feed (Chainlink's AggregatorV3). */
const FEED = [
  { type: 'function', name: 'decimals', stateMutability: 'view', inputs: [], outputs: [{ type: 'uint8' }] },
  {
    type: 'function',
    name: 'latestRoundData',
    stateMutability: 'view',
    inputs: [],
    outputs: [
      { name: 'roundId', type: 'uint80' },
      { name: 'answer', type: 'int256' },
      { name: 'startedAt', type: 'uint256' },
      { name: 'updatedAt', type: 'uint256' },
      { name: 'answeredInRound', type: 'uint80' },
    ],
  },
] as const

const WAD_DECIMALS = 18

/** The feed's answer in WAD, floor, and when it was given, seconds; null when it says nothing that is a price. */
export async function readFeed(
  client: ChainClient,
  address: Address,
  { block }: Pick<AsOf, 'block'>,
): Promise<{ price: bigint; updatedAt: bigint } | null> {
  const at = { address, abi: FEED, blockNumber: block } as const
  const [decimals, [, answer, , updatedAt]] = await said(
    Promise.all([
      client.readContract({ ...at, functionName: 'decimals' }),
      client.readContract({ ...at, functionName: 'latestRoundData' }),
    ]),
  )
  if (answer <= 0n) return null
  const scale = 10n ** BigInt(Math.abs(WAD_DECIMALS - decimals))
  return { price: decimals <= WAD_DECIMALS ? answer * scale : answer / scale, updatedAt }
}
