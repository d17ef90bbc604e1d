import { readFileSync } from 'node:fs'
import { ponder } from 'ponder:registry'
import { balance, event as row } from 'ponder:schema'

type AbiItem = { type: string; name?: string }
const contracts = JSON.parse(readFileSync('contracts.json', 'utf8')) as Record<string, { abi: AbiItem[] }>
const plain = (args: unknown) =>
  JSON.parse(JSON.stringify(args ?? {}, (_, value) => (typeof value === 'bigint' ? value.toString() : value)))

type Transfer = { from: `0x${string}`; to: `0x${string}`; value: bigint }
type Insert = {
  values: (
    row: unknown,
  ) => Promise<unknown> & { onConflictDoUpdate: (next: (old: { amount: bigint }) => object) => Promise<unknown> }
}
/** The part of what Ponder hands over that is used here: the names come from a file, so its registry cannot type them. */
type Handed = {
  event: {
    id: string
    args: unknown
    block: { number: bigint; timestamp: bigint }
    log: { logIndex: number }
    transaction: { hash: string }
  }
  context: { db: { insert: (table: unknown) => Insert } }
}

for (const [contract, { abi }] of Object.entries(contracts)) {
  for (const { type, name } of abi) {
    if (type !== 'event' || !name) continue
    const handle = async ({ event, context }: Handed) => {
      await context.db.insert(row).values({
        id: event.id,
        block: event.block.number,
        logIndex: event.log.logIndex,
        time: event.block.timestamp,
        tx: event.transaction.hash,
        contract,
        name,
        args: plain(event.args),
      })
      if (contract !== 'CXPT' || name !== 'Transfer') return
      const { from, to, value } = event.args as Transfer
      const add = (account: `0x${string}`, amount: bigint) =>
        context.db
          .insert(balance)
          .values({ account, amount })
          .onConflictDoUpdate((old) => ({ amount: old.amount + amount }))
      await add(from, -value)
      await add(to, value)
    }
    ponder.on(`${contract}:${name}` as never, handle as never)
  }
}
