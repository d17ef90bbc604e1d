/**
 * Writes the tables of docs/contracts.md that follow from the production configuration and the committed gas figures: `npm run docs`. With
 * `--check` nothing is written, and a stale table exits with 1.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readRoleTable } from '../contracts/deploy/role-table'
import { ROLE_NAMES, ROLES } from '../lib/domain/roles'
import { DAY, HOUR } from '../lib/domain/time'
import { ROOT } from './platform/foundry'

const FILE = join(ROOT, 'docs', 'contracts.md')

type Production = { roles: Record<string, { delay: number; holders: string[] }> }

const production = JSON.parse(readFileSync(join(ROOT, 'contracts/config/base.json'), 'utf8')) as Production
const gas = JSON.parse(readFileSync(join(ROOT, 'bench/results/gas.json'), 'utf8')) as {
  figures: Record<string, number>
}

function delayText(seconds: number): string {
  const time = BigInt(seconds)
  if (time === 0n) return 'none'
  return time % DAY === 0n ? `${time / DAY} d` : `${time / HOUR} h`
}

const table = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')

function rolesTable(): string {
  const { functions } = readRoleTable()
  return table(
    ['role', 'id', 'held by', 'delay', 'cancelled by', 'granted by', 'may call'],
    ROLE_NAMES.map((name) => {
      const { id, holder, guardian, roleAdmin } = ROLES[name]
      const calls = functions
        .filter((one) => one.role === name)
        .map(({ contract, signature }) => `\`${contract}.${signature.slice(0, signature.indexOf('('))}\``)
      const configured = production.roles[name]
      return [
        name,
        `${id}`,
        configured ? `${holder} (${configured.holders.join(', ')})` : holder,
        configured ? delayText(configured.delay) : 'none',
        guardian ?? (name === 'ADMIN' ? 'GUARDIAN, by SENTINEL' : 'ADMIN'),
        roleAdmin,
        calls.join(', ') || (name === 'ADMIN' ? 'what is mapped to no role' : 'nothing'),
      ]
    }),
  )
}

function gasTable(): string {
  const rows = Object.entries(gas.figures).map(([name, value]) => [name, value.toLocaleString('en-GB')])
  return table(['operation', 'gas'], rows)
}

const TABLES: Record<string, () => string> = { roles: rolesTable, gas: gasTable }

function filled(text: string): string {
  return Object.entries(TABLES).reduce((page, [name, make]) => {
    const [begin, end] = [`<!-- ${name}: npm run docs -->\n`, `\n<!-- /${name} -->`]
    const [from, until] = [page.indexOf(begin), page.indexOf(end)]
    if (from < 0 || until < from) throw new Error(`docs/contracts.md has no place for the table “${name}”.`)
    return page.slice(0, from + begin.length) + make() + page.slice(until)
  }, text)
}

const before = readFileSync(FILE, 'utf8')
const after = filled(before)
if (process.argv.includes('--check')) {
  if (after !== before) console.error('docs/contracts.md is stale: run "npm run docs" and commit the result.')
  process.exit(after === before ? 0 : 1)
}
if (after !== before) writeFileSync(FILE, after)
console.log(after === before ? 'docs/contracts.md is up to date.' : 'Wrote docs/contracts.md.')
