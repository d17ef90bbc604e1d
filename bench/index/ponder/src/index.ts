import { readFileSync } from 'node:fs'
import { ponder } from 'ponder:registry'
import { balance, event as row } from 'ponder:schema'

type AbiItem = { type: string; name?: string }
const contracts = JSON.parse(readFileSync('contracts.json', 'utf8')) as Record<string, { abi: AbiItem[] }>
const plain = (args: unknown) =>
  JSON.parse(JSON.stringify(args ?? {}, (_, value) => (typeof value === 'bigint' ? value.toString() : value)))

for (const [contract, { abi }] of Object.entries(contracts)) {
  for (const { type, name } of abi) {
    if (type !== 'event' || !name) continue
    // biome-ignore lint/suspicious/noExplicitAny: the names come from a file, so the registry cannot type them
    ponder.on(`${contract}:${name}` as never, async ({ event, context }: any) => {
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
      const { from, to, value } = event.args
      const add = (account: `0x${string}`, amount: bigint) =>
        context.db
          .insert(balance)
          .values({ account, amount })
          .onConflictDoUpdate((old: { amount: bigint }) => ({ amount: old.amount + amount }))
      await add(from, -value)
      await add(to, value)
    })
  }
}
