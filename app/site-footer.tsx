import { AddressText } from '@/components/ui/address'
import { type ContractName, DEPLOYMENTS } from '@/contracts-abi'
import { CHAINS } from '@/lib/chain/chains'

const SHOWN = [
  ['CXPT', 'Token'],
  ['Vault', 'Vault'],
  ['Rewards', 'Rewards'],
  ['Treasury', 'Treasury'],
] as const satisfies readonly (readonly [ContractName, string])[]

/** The chain, the contracts everything is read from, and the figures for machines. */
export function SiteFooter({ chainId }: { chainId: number }) {
  const contracts = DEPLOYMENTS[chainId]?.contracts ?? {}
  const name = CHAINS.find(({ id }) => id === chainId)?.name ?? 'Unknown chain'
  return (
    <>
      <span className="num">
        {name} · chain {chainId}
      </span>
      {SHOWN.map(([contract, label]) => {
        const entry = contracts[contract]
        return entry && <FooterAddress key={contract} label={label} address={entry.address} />
      })}
      <span className="flex gap-6 md:ml-auto">
        <a href="/status">Status</a>
        <a href="/admin">Console</a>
        <a href="/api/v1/metrics">Metrics, JSON</a>
        <a href="/api/v1/reports">Reports, JSON</a>
      </span>
    </>
  )
}

function FooterAddress({ label, address }: { label: string; address: string }) {
  return (
    <span className="inline-flex items-baseline gap-1.5">
      {label} <AddressText address={address} />
    </span>
  )
}
