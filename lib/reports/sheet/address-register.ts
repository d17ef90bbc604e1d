import type { AccountBalance, EventRow } from '../../db/report-rows'
import { ROLES } from '../../domain/roles'
import { DEAD_ADDRESS } from '../../domain/units'
import type { Column, RowOf } from '../table'

/** Sheet 4: every address that the report speaks of by name, and what it holds. */
export type AddressLine = {
  kind: 'contract' | 'treasury wallet' | 'role' | 'dead'
  name: string
  address: string
  isOurs: boolean
  codeHash: string | null
  /** Wei of its own at the closing block; null where they are parted into buckets. */
  wei: bigint | null
}

type Contracts = Readonly<Partial<Record<string, { address: string; bytecodeHash?: string }>>>
type Facts = { contracts: Contracts; accounts: readonly AccountBalance[]; roleEvents: readonly EventRow[] }

export function addressLines({ contracts, accounts, roleEvents }: Facts): AddressLine[] {
  const held = (owner: string, buckets: readonly string[]) =>
    accounts
      .filter((one) => buckets.includes(one.bucket) && one.owner === owner)
      .reduce((sum, { amount }) => sum + amount, 0n)
  const ours = Object.entries(contracts).flatMap(([name, entry]): AddressLine[] => {
    if (!entry) return []
    const address = entry.address.toLowerCase()
    return [{ kind: 'contract', name, address, isOurs: true, codeHash: entry.bytecodeHash ?? null, wei: null }]
  })
  const wallets = accounts
    .filter(({ bucket }) => bucket === 'treasury_external')
    .map(
      ({ owner, amount }): AddressLine => ({
        ...{
          kind: 'treasury wallet',
          name: 'treasury_external',
          address: owner,
          isOurs: true,
          codeHash: null,
          wei: amount,
        },
      }),
    )
  const members = membersOf(roleEvents).map(([role, address]): AddressLine => {
    const wei = held(address, ['circulating', 'treasury_external'])
    return { kind: 'role', name: role, address, isOurs: true, codeHash: null, wei }
  })
  const dead = DEAD_ADDRESS.toLowerCase()
  const last: AddressLine = {
    kind: 'dead',
    name: 'dead',
    address: dead,
    isOurs: false,
    codeHash: null,
    wei: held(dead, ['dead']),
  }
  const text = ({ name, address }: AddressLine) => `${name} ${address}`
  const sorted = (lines: AddressLine[]) => lines.sort((a, b) => (text(a) < text(b) ? -1 : 1))
  return [...sorted(ours), ...sorted(wallets), ...sorted(members), last]
}

/** Owners whose balances the register names. */
export const registeredOwners = (roleEvents: readonly EventRow[]): string[] => [
  ...new Set([...membersOf(roleEvents).map(([, address]) => address), DEAD_ADDRESS.toLowerCase()]),
]

/** Who holds which role after these grants and revocations, in the order of the chain. */
function membersOf(events: readonly EventRow[]): [role: string, address: string][] {
  const members = new Map<string, [string, string]>()
  for (const { name, args } of events) {
    const [id, address] = [String(args.roleId), String(args.account).toLowerCase()]
    const role = Object.values(ROLES).find((one) => one.id.toString() === id)?.name ?? `role ${id}`
    if (name === 'RoleGranted') members.set(`${id} ${address}`, [role, address])
    else members.delete(`${id} ${address}`)
  }
  return [...members.values()]
}

export const ADDRESS_COLUMNS = [
  { name: 'kind', kind: 'text' },
  { name: 'name', kind: 'text' },
  { name: 'address', kind: 'text' },
  { name: 'ours', kind: 'text' },
  { name: 'code_hash', kind: 'text' },
  { name: 'holds', kind: 'cxpt' },
] as const satisfies readonly Column[]

export const addressTable = (lines: readonly AddressLine[]): RowOf<typeof ADDRESS_COLUMNS>[] =>
  lines.map(({ kind, name, address, isOurs, codeHash, wei }) => [
    kind,
    name,
    address,
    isOurs ? 'yes' : 'no',
    codeHash,
    wei,
  ])
