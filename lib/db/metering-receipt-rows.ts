import type { PoolClient } from 'pg'
import { copyText } from './copy'

/** A receipt as it is stored: dates of months as `YYYY-MM-01`, addresses in lower case. Null where the table allows it. */
export type NewReceipt = {
  month: string
  gateway: string
  requestId: string
  kind: 'usage' | 'credit_note'
  account: string
  keyPrefix: string | null
  provider: string
  service: string
  inputUnits: bigint
  outputUnits: bigint
  startedAt: Date
  endedAt: Date
  periodIndex: number | null
  fromRolled: bigint
  fromFresh: bigint
  coveredInput: bigint
  coveredOutput: bigint
  priceAt: Date
  priceInput: bigint
  priceOutput: bigint
  priceUnit: bigint
  chargeNano: bigint
  refersTo: string | null
  reason: string | null
}

const COLUMNS = `chain_id, month, gateway, request_id, kind, account, key_prefix, provider, service, input_units, output_units, started_at,
  ended_at, received_at, period_index, from_rolled, from_fresh, covered_input, covered_output, price_at, price_input, price_output, price_unit,
  charge_nano, refers_to, reason`
/** What `receiptLines` are for. A request id that is there already is an error (23505) and ends the transaction. */
export const COPY_RECEIPTS = `copy receipts (${COLUMNS}) from stdin`

/** Free text is only in `reason` of a credit note. */
const escaped = (text: string | null) => (text === null ? '\\N' : copyText(text))

/** One text of the rows, for `COPY_RECEIPTS`. */
export function receiptLines(chainId: number, receipts: readonly NewReceipt[], receivedAt: Date): string {
  const received = receivedAt.toISOString()
  // The same few instants and reasons again and again: a price holds for an hour.
  let [priceAt, priceText]: [Date | null, string] = [null, '']
  const lines = receipts.map((r) => {
    if (r.priceAt !== priceAt) [priceAt, priceText] = [r.priceAt, r.priceAt.toISOString()]
    return `${chainId}\t${r.month}\t${escaped(r.gateway)}\t${r.requestId}\t${r.kind}\t${r.account}\t${r.keyPrefix ?? '\\N'}\t${r.provider}\t${
      r.service
    }\t${r.inputUnits}\t${r.outputUnits}\t${r.startedAt.toISOString()}\t${r.endedAt.toISOString()}\t${received}\t${
      r.periodIndex ?? '\\N'
    }\t${r.fromRolled}\t${r.fromFresh}\t${r.coveredInput}\t${r.coveredOutput}\t${priceText}\t${r.priceInput}\t${r.priceOutput}\t${
      r.priceUnit
    }\t${r.chargeNano}\t${r.refersTo ?? '\\N'}\t${escaped(r.reason)}\n`
  })
  return lines.join('')
}

export type StoredReceipt = Pick<
  NewReceipt,
  | 'gateway'
  | 'requestId'
  | 'kind'
  | 'account'
  | 'keyPrefix'
  | 'provider'
  | 'service'
  | 'inputUnits'
  | 'outputUnits'
  | 'startedAt'
  | 'endedAt'
  | 'coveredInput'
  | 'coveredOutput'
  | 'chargeNano'
>

const INTEGRAL = ['inputUnits', 'outputUnits', 'coveredInput', 'coveredOutput', 'chargeNano'] as const

/** What is stored under ids of gateways, in the given months (`YYYY-MM-01`). */
export async function findReceipts(
  client: Pick<PoolClient, 'query'>,
  chainId: number,
  ids: readonly { gateway: string; requestId: string }[],
  months: readonly string[],
): Promise<StoredReceipt[]> {
  if (ids.length === 0) return []
  const { rows } = await client.query<Record<string, unknown>>(
    `select r.gateway, r.request_id as "requestId", r.kind, r.account, r.key_prefix as "keyPrefix", r.provider, r.service,
       r.input_units as "inputUnits", r.output_units as "outputUnits", r.started_at as "startedAt", r.ended_at as "endedAt",
       r.covered_input as "coveredInput", r.covered_output as "coveredOutput", r.charge_nano as "chargeNano"
     from unnest($4::date[]) as m(month), unnest($2::text[], $3::text[]) as i(gateway, request_id)
     join lateral (select * from receipts r where r.month = m.month and r.chain_id = $1 and r.gateway = i.gateway
       and r.request_id = i.request_id) r on true`,
    [chainId, ids.map((id) => id.gateway), ids.map((id) => id.requestId), months],
  )
  return rows.map((row) => {
    const whole = Object.fromEntries(INTEGRAL.map((name) => [name, BigInt(row[name] as string)]))
    return { ...row, ...whole } as StoredReceipt
  })
}

/** What a credit note takes over from the usage it corrects. */
export type Corrected = Pick<
  NewReceipt,
  | 'gateway'
  | 'account'
  | 'keyPrefix'
  | 'provider'
  | 'service'
  | 'priceAt'
  | 'priceInput'
  | 'priceOutput'
  | 'priceUnit'
  | 'chargeNano'
>

export async function findUsage(
  client: Pick<PoolClient, 'query'>,
  chainId: number,
  gateway: string,
  requestId: string,
): Promise<Corrected | null> {
  const { rows } = await client.query<Record<keyof Corrected, string> & { priceAt: Date }>(
    `select gateway, account, key_prefix as "keyPrefix", provider, service, price_at as "priceAt", price_input as "priceInput",
       price_output as "priceOutput", price_unit as "priceUnit", charge_nano as "chargeNano"
     from receipts where chain_id = $1 and gateway = $2 and request_id = $3 and kind = 'usage'`,
    [chainId, gateway, requestId],
  )
  const [row] = rows
  if (!row) return null
  const { priceInput, priceOutput, priceUnit, chargeNano } = row
  const amounts = { priceInput, priceOutput, priceUnit, chargeNano }
  const integers = Object.entries(amounts).map(([name, value]) => [name, BigInt(value)])
  return { ...row, ...(Object.fromEntries(integers) as Record<keyof typeof amounts, bigint>) }
}

/** How many credit notes a receipt has, and what they give back, nano-USD. */
export async function creditedSoFar(
  client: Pick<PoolClient, 'query'>,
  chainId: number,
  gateway: string,
  requestId: string,
): Promise<{ notes: number; creditedNano: bigint }> {
  const { rows } = await client.query<{ notes: number; credited: string }>(
    `select count(*)::int as notes, coalesce(-sum(charge_nano), 0) as credited from receipts
     where chain_id = $1 and gateway = $2 and kind = 'credit_note' and refers_to = $3
       and account = (select account from receipts where chain_id = $1 and gateway = $2 and request_id = $3 and kind = 'usage' limit 1)`,
    [chainId, gateway, requestId],
  )
  return { notes: rows[0]?.notes ?? 0, creditedNano: BigInt(rows[0]?.credited ?? 0) }
}
