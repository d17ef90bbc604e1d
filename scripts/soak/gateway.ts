import type { Address } from 'viem'
import { reportUsage, type Usage } from '../../lib/metering/client'
import { random } from '../testing/traffic'
import type { Remembered } from './agreement'

const SERVICES = ['tide-pool', 'blue-surge', 'open-ocean', 'mariana-depth', 'speech', 'scraping', 'embeddings']
const MOST_RECEIPTS = 40
const [LEAST_GAP_MS, MOST_GAP_MS] = [50, 300]
/** A meter that is killed refuses in a millisecond: it is asked again without end, as a gateway does that must not lose what it served. */
const TRIES = 4
/** Of a hundred batches, so many are sent a second time after they were answered. */
const SENT_AGAIN = 10

export type GatewayOptions = {
  url: string
  key: string
  accounts: readonly Address[]
  providers: readonly Address[]
  seed: number
  signal: AbortSignal
}

/** Serves and reports until the signal says stop, and then until everything was answered. What it returns is what it was told. */
export async function runGateway(options: GatewayOptions): Promise<Remembered & { refused: number; again: number }> {
  const { url, key, accounts, providers, seed, signal } = options
  const draw = random(seed)
  const byAccount = new Map<Address, bigint>(accounts.map((account) => [account, 0n]))
  let [receipts, chargeNano, refused, again] = [0, 0n, 0, 0]

  const make = (batch: number): Usage[] => {
    const now = Date.now()
    return Array.from({ length: 1 + draw(MOST_RECEIPTS) }, (_, i) => ({
      requestId: `soak-${seed}-${batch}-${i}`,
      account: accounts[draw(accounts.length)] ?? '0x',
      provider: providers[draw(providers.length)] ?? '0x',
      service: SERVICES[draw(SERVICES.length)] ?? 'speech',
      inputUnits: BigInt(draw(2_000)),
      outputUnits: BigInt(draw(500)),
      startedAt: now - 1_000 - draw(20_000),
      endedAt: now - draw(1_000),
    }))
  }

  const report = async (usage: Usage[]) => {
    for (;;) {
      try {
        return await reportUsage(usage, { url, key, tries: TRIES })
      } catch {
        // Lost the connection in the middle, or the database is away: the same ids again.
        await pause(500)
      }
    }
  }

  for (let batch = 0; !signal.aborted; batch += 1) {
    const usage = make(batch)
    const answers = await report(usage)
    if (draw(100) < SENT_AGAIN) {
      await report(usage)
      again += usage.length
    }
    for (const [i, answer] of answers.entries()) {
      if (answer.status === 'refused') {
        refused += 1
        continue
      }
      const account = usage[i]?.account
      const charge = BigInt(answer.chargeNano)
      receipts += 1
      chargeNano += charge
      if (account) byAccount.set(account, (byAccount.get(account) ?? 0n) + charge)
    }
    await pause(LEAST_GAP_MS + draw(MOST_GAP_MS - LEAST_GAP_MS))
  }
  return { receipts, chargeNano, byAccount, refused, again }
}

const pause = (ms: number) => new Promise<void>((wake) => setTimeout(wake, ms))
