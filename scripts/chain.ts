/**
 * A fresh local chain with the contracts deployed and no history, on RPC_PORT (8545): `npm run chain [-- --timestamp SECONDS]`. Ctrl-C
 * ends it. `--timestamp` is the Unix time of the genesis block.
 */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { DEMO_ACCOUNTS, FUNDED_ACCOUNTS, TEST_MNEMONIC } from '../contracts/deploy/demo-accounts'
import { startAnvil } from './platform/anvil'
import { buildContracts } from './platform/build'
import { ROOT } from './platform/foundry'
import { deployLocally } from './platform/local-chain'
import { portOf, requireFreePort } from './platform/ports'
import { sayEnding } from './platform/process'

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { timestamp: { type: 'string' } } })
  const timestamp = values.timestamp === undefined ? undefined : Number(values.timestamp)
  const port = portOf('RPC_PORT', 8545)
  await requireFreePort(port, 'RPC_PORT', 'npm run chain')
  buildContracts()
  const logFile = join(ROOT, '.data', 'logs', 'chain.log')
  const anvil = await startAnvil({ port, timestamp, accounts: FUNDED_ACCOUNTS, logFile })
  let isStopping = false
  const stop = () => {
    isStopping = true
    anvil.stop()
  }
  process.on('SIGINT', stop).on('SIGTERM', stop)
  try {
    const { contracts } = await deployLocally({ rpcUrl: anvil.url, say: (line) => console.log(line) })
    for (const [name, { address }] of Object.entries(contracts)) console.log(`${name.padEnd(14)} ${address}`)
    for (const { index, address, who } of DEMO_ACCOUNTS) console.log(`${String(index).padStart(2)}  ${address}  ${who}`)
    console.log(`Mnemonic: ${TEST_MNEMONIC}\nChain 31337 is ready at ${anvil.url}. Ctrl-C ends it.`)
  } catch (error) {
    if (!isStopping) {
      await anvil.stop()
      throw error
    }
  }
  const ending = await anvil.ended
  if (!isStopping) throw new Error(sayEnding(anvil, ending))
  return 0
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    process.exit(1)
  },
)
