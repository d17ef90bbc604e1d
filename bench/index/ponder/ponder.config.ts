import { readFileSync } from 'node:fs'
import { createConfig } from 'ponder'

type Contract = { abi: readonly unknown[]; address: `0x${string}` }
/** Written by the benchmark: ABIs and addresses of the chain at hand. */
const contracts = JSON.parse(readFileSync('contracts.json', 'utf8')) as Record<string, Contract>
const { RPC_URL, DATABASE_URL } = process.env

export default createConfig({
  database: { kind: 'postgres', connectionString: DATABASE_URL },
  chains: { local: { id: 31_337, rpc: RPC_URL, disableCache: true } },
  contracts: Object.fromEntries(
    Object.entries(contracts).map(([name, { abi, address }]) => [
      name,
      { chain: 'local', abi, address, startBlock: 0 },
    ]),
  ),
})
