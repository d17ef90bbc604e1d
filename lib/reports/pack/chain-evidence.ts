import { type Address, type Hex, keccak256 } from 'viem'
import { said } from '../../chain/at'
import { readSafe } from '../../chain/safe-state'
import { lastActs } from '../../db/pack-rows'
import type { MonthReport } from '../month-report'
import { RECONCILIATION_COLUMNS, reconciliationTable } from '../sheet/chain-reconciliation'
import type { Column, Row, Table } from '../table'
import { type BundleFile, tableFile } from './bundle'
import type { PackFacts } from './facts'

const CONFIRMED = [
  { name: 'month', kind: 'text' },
  { name: 'block', kind: 'count' },
  { name: 'time', kind: 'time' },
  { name: 'hash_in_ledger', kind: 'text' },
  { name: 'hash_on_chain', kind: 'text' },
  { name: 'account', kind: 'text' },
  { name: 'ledger', kind: 'cxpt' },
  { name: 'chain', kind: 'cxpt' },
  { name: 'difference', kind: 'cxpt' },
] as const satisfies readonly Column[]

const CONTRACTS = [
  { name: 'contract', kind: 'text' },
  { name: 'address', kind: 'text' },
  { name: 'block', kind: 'count' },
  { name: 'code_hash_deployed', kind: 'text' },
  { name: 'code_hash_on_chain', kind: 'text' },
  { name: 'same', kind: 'text' },
] as const satisfies readonly Column[]

const WALLETS = [
  { name: 'address', kind: 'text' },
  { name: 'named', kind: 'text' },
  { name: 'holds', kind: 'cxpt' },
  { name: 'wallet', kind: 'text' },
  { name: 'owners', kind: 'text' },
  { name: 'evidence', kind: 'text' },
  { name: 'ref', kind: 'text' },
  { name: 'time', kind: 'time' },
] as const satisfies readonly Column[]

export function* chainTables(facts: PackFacts): Generator<BundleFile> {
  yield tableFile('chain', 'confirmations', async (): Promise<Table> => {
    const rows: Row[] = []
    for (const report of facts.reports) rows.push(...(await confirmed(report)))
    return { columns: CONFIRMED, rows }
  })
  for (const report of facts.reports) {
    yield tableFile('chain', `reconciliation-${report.month}`, async () => ({
      columns: RECONCILIATION_COLUMNS,
      rows: reconciliationTable(await report.reconciliation()),
    }))
  }
  yield tableFile('chain', 'contracts', async () => ({ columns: CONTRACTS, rows: await contractRows(facts) }))
  yield tableFile('chain', 'wallet-control', async () => ({ columns: WALLETS, rows: await walletRows(facts) }))
}

/** Every bucket at the closing block, by the ledger and by the node. */
async function confirmed(report: MonthReport): Promise<Row[]> {
  const { row, month } = report
  const { reading } = await report.answers()
  return (await report.supply()).map(({ account, closing, chain, difference }) => [
    ...[month, row.closingBlock, row.closingTime, row.closingHash, reading.hash],
    ...[account, closing, chain, difference],
  ])
}

async function contractRows({ source, span }: PackFacts): Promise<Row[]> {
  const { deployment } = source.chain
  const rows: Row[] = []
  for (const [name, { address, bytecodeHash }] of Object.entries(deployment.contracts) as [string, Deployed][]) {
    const code = await codeAt(source, address, span.closing)
    const hash = code && keccak256(code)
    const deployed = bytecodeHash?.toLowerCase() ?? null
    const same = deployed === null ? 'not recorded' : hash === deployed ? 'yes' : 'no'
    rows.push([name, address.toLowerCase(), span.closing, deployed, hash, same])
  }
  return rows.sort((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1))
}

type Deployed = { address: Address; bytecodeHash?: Hex }

async function codeAt({ chain }: PackFacts['source'], address: Address, block: bigint): Promise<Hex | null> {
  const code = await said(chain.client.getCode({ address, blockNumber: block }), { block })
  return code && code !== '0x' ? code : null
}

/** Wallets that hold our tokens or a role, what they are, and what each last signed in the quarter. */
async function walletRows({ source, span, reports, from, until }: PackFacts): Promise<Row[]> {
  const last = reports.at(-1)
  const named = ((await last?.addresses()) ?? []).filter(({ kind }) => kind === 'role' || kind === 'treasury wallet')
  const wallets = new Map<string, { names: Set<string>; wei: bigint }>()
  for (const { address, name, wei } of named) {
    const wallet = wallets.get(address) ?? { names: new Set<string>(), wei: wei ?? 0n }
    wallet.names.add(name)
    wallets.set(address, wallet)
  }
  const accounts = [...wallets.keys()].sort()
  const acts = await lastActs(source.db, span, { accounts, from, until })
  const rows: Row[] = []
  for (const address of accounts) {
    const { names, wei } = wallets.get(address) ?? { names: new Set<string>(), wei: 0n }
    const act = acts.get(address)
    const [wallet, owners] = await kindOf(source, address as Address, span.closing)
    rows.push([
      ...[address, [...names].sort().join(' '), wei, wallet, owners],
      ...[act?.kind ?? 'nothing signed in the quarter', act?.ref ?? null, act?.at ?? null],
    ])
  }
  return rows
}

async function kindOf(source: PackFacts['source'], address: Address, block: bigint): Promise<[string, string | null]> {
  if (!(await codeAt(source, address, block))) return ['key', null]
  const { contracts } = source.chain.deployment
  const own = Object.entries(contracts).find(([, one]) => one?.address.toLowerCase() === address)
  if (own) return [`contract ${own[0]}`, null]
  const safe = await readSafe({ ...source.chain, blockNumber: block }, address)
  if (!safe) return ['contract', null]
  return [`Safe ${safe.threshold} of ${safe.owners.length}`, safe.owners.map((owner) => owner.toLowerCase()).join(' ')]
}
