/** The smallest gateway: reports one request. `GATEWAY_KEY=cxg_… node scripts/run.mjs gateway-example --account 0x… --provider 0x… [--url URL]` */
import { randomUUID } from 'node:crypto'
import { parseArgs } from 'node:util'
import { isAddress } from 'viem'
import { reportUsage } from '../lib/metering/client'

async function main(): Promise<number> {
  const options = { account: { type: 'string' }, provider: { type: 'string' }, url: { type: 'string' } } as const
  const { account = '', provider = '', url = 'http://localhost:3000' } = parseArgs({ options }).values
  const key = process.env.GATEWAY_KEY
  if (!key || !isAddress(account) || !isAddress(provider)) {
    console.error('Set GATEWAY_KEY, and give --account and --provider as addresses.')
    return 2
  }
  const endedAt = Date.now()
  const request = {
    requestId: randomUUID(),
    account,
    provider,
    service: 'tide-pool',
    inputUnits: 1_200n,
    outputUnits: 340n,
  }
  console.log(await reportUsage([{ ...request, startedAt: endedAt - 3_000, endedAt }], { url, key }))
  return 0
}

process.exitCode = await main()
