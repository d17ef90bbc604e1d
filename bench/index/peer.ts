import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ABIS, type ContractName } from '../../contracts-abi'
import type { Connection } from '../../lib/db/connect'
import { ROOT } from '../../scripts/platform/foundry'
import { freePort } from '../../scripts/platform/ports'
import type { BusyChain } from './busy-chain'
import { watch } from './process'

const APP = fileURLToPath(new URL('./ponder/', import.meta.url))
const PLACE = join(ROOT, '.data', 'bench', 'ponder')
const SCHEMA = 'ponder'

/** Ponder is nobody's dependency: it is installed, from its own lock file, when it is measured. False where it cannot be. */
function installPonder(): boolean {
  mkdirSync(PLACE, { recursive: true })
  cpSync(APP, PLACE, { recursive: true })
  if (existsSync(join(PLACE, 'node_modules', 'ponder', 'package.json'))) return true
  const args = ['ci', '--no-audit', '--no-fund']
  return spawnSync('npm', args, { cwd: PLACE, stdio: 'inherit' }).status === 0
}

function writeContracts({ chain }: BusyChain): void {
  const entries = Object.entries(chain.deployment.contracts).map(([name, { address }]) => [
    name,
    { abi: ABIS[name as ContractName], address },
  ])
  writeFileSync(join(PLACE, 'contracts.json'), JSON.stringify(Object.fromEntries(entries)))
}

export type PeerRun = { events: number; rate: number; peakMb: number }

/**
 * The same chain by Ponder into the same PostgreSQL: a row for each event and one balance for each account. Timed from its word that it
 * begins to read until it says that the backfill is done. Null, with the reason printed, where it cannot run.
 */
export async function indexWithPonder(
  busy: BusyChain,
  { url, pool }: Connection & { url: string },
): Promise<PeerRun | null> {
  try {
    if (!installPonder()) throw new Error('npm ci failed')
    writeContracts(busy)
    const env = {
      RPC_URL: busy.chain.anvil.url,
      DATABASE_URL: url,
      PONDER_TELEMETRY_DISABLED: 'true',
      NODE_ENV: 'production',
    }
    const flags = ['--log-format', 'json', '--schema', SCHEMA, '--port', String(await freePort())]
    const ponder = watch(['node_modules/ponder/dist/esm/bin/ponder.js', 'start', ...flags], { cwd: PLACE, env })
    try {
      const begun = await ponder.line(({ msg }) => String(msg).startsWith('Started backfill indexing'))
      const done = await ponder.line(({ msg }) => String(msg).startsWith('Completed backfill indexing across'))
      const peakMb = ponder.peakMb() ?? 0
      const { rows } = await pool.query<{ n: string }>(`select count(*)::text as n from ${SCHEMA}.event`)
      const events = Number(rows[0]?.n)
      return { events, rate: Math.round((1_000 * events) / (done.at - begun.at)), peakMb }
    } finally {
      await ponder.kill('SIGKILL')
    }
  } catch (error) {
    console.error(`Ponder did not run, so there is no ratio: ${error instanceof Error ? error.message : error}`)
    return null
  }
}
