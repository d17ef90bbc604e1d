import { bigint, customType, integer, text, timestamp } from 'drizzle-orm/pg-core'

/** Token amounts in wei, USD in micro- or nano-USD, prices in WAD: exact integers, `bigint` in code. */
export const integral = customType<{ data: bigint; driverData: string }>({
  dataType: () => 'numeric(78,0)',
  fromDriver: (value) => BigInt(value),
  toDriver: (value) => value.toString(),
})
/** A block number, or a count that 63 bits hold. */
export const whole = (name: string) => bigint(name, { mode: 'bigint' })
export const time = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })
/** Addresses and hashes are lower case in the database. */
export const hex = (name: string) => text(name).$type<`0x${string}`>()
export const chainId = () => integer('chain_id').notNull()
