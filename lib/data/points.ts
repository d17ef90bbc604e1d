import 'server-only'
import { type Address, type Hex, isAddressEqual } from 'viem'
import { listRunHeads } from '../db/earning-rows'
import { listPhases, sumTokensOf } from '../db/reward-page-rows'
import { earn } from '../domain/earning'
import { epochBounds } from '../domain/epoch'
import { isCovered, SERVICES } from '../domain/service'
import { dayParts, isTestnetAt, type PhaseChange, testnetSpans, userPoints } from '../domain/testnet-points'
import { dateOf } from '../domain/time'
import { epochFrom } from '../rewards/run-label'
import { closedInputs } from './epoch-inputs'
import { receiptsOf } from './provider-receipt'
import type { Snapshot } from './snapshot'

/** What was counted while the phase was TESTNET. */
export type TestnetPoints = {
  /** Of tokens used; null for everybody but the owner. */
  user: bigint | null
  /** Of closed epochs, and how many of them; null for an address that was in none. */
  provider: { points: bigint; epochs: number } | null
}

/** Points of an address on the test network: history once it is over. */
export async function readPoints(at: Snapshot, address: Address, isOwner: boolean): Promise<TestnetPoints> {
  const changes = await listPhases(at.db, at.chainId)
  return {
    user: isOwner ? await pointsOfUse(at, address, changes) : null,
    provider: await pointsOfEpochs(at, address, changes),
  }
}

async function pointsOfUse({ db, chainId }: Snapshot, address: Address, changes: readonly PhaseChange[]) {
  const account = address.toLowerCase() as Hex
  const parts = dayParts(testnetSpans(changes))
  return userPoints(await sumTokensOf(db, chainId, account, SERVICES.filter(isCovered), parts))
}

/** An epoch is of the phase in force at its end, like its parameters. Of a corrected one the last computation counts. */
async function pointsOfEpochs(at: Snapshot, address: Address, changes: readonly PhaseChange[]) {
  const labels = new Map<bigint, string>()
  for (const { label } of await listRunHeads(at.db, at.chainId, 'provider')) {
    const epoch = epochFrom(label)
    if (epoch === null || labels.has(epoch) || !isTestnetAt(changes, dateOf(epochBounds(epoch).end - 1n))) continue
    labels.set(epoch, label)
  }
  let [points, epochs] = [0n, 0]
  for (const label of labels.values()) {
    const inputs = await closedInputs(at, label)
    const own = inputs ? receiptsOf(inputs, address).filter((one) => isAddressEqual(one.provider, address)) : []
    for (const { earning } of own) {
      points += earn(earning).points
      epochs += 1
    }
  }
  return epochs === 0 ? null : { points, epochs }
}
