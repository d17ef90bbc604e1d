import { AddressText } from '@/components/ui/address'
import { type ContractName, DEPLOYMENTS } from '@/contracts-abi'
import { CHAINS } from '@/lib/chain/chains'
import { shell } from '@/messages/shell'

const SHOWN = ['CXPT', 'Vault', 'Rewards', 'Treasury'] as const satisfies readonly ContractName[]

/** The chain, the contracts everything is read from, and the figures for machines. */
export function SiteFooter({ chainId }: { chainId: number }) {
  const contracts = DEPLOYMENTS[chainId]?.contracts ?? {}
  const name = CHAINS.find(({ id }) => id === chainId)?.name ?? shell.unknownChain
  return (
    <>
      <span className="num">{shell.chain(name, chainId)}</span>
      {SHOWN.map((contract) => {
        const entry = contracts[contract]
        return entry && <FooterAddress key={contract} label={shell.contracts[contract]} address={entry.address} />
      })}
      <span className="flex gap-6 md:ml-auto">
        <a href="/status">{shell.pages.status}</a>
        <a href="/verify">{shell.pages.verify}</a>
        <a href="/admin">{shell.pages.console}</a>
        <a href="/api/v1/metrics">{shell.metrics}</a>
        <a href="/api/v1/reports">{shell.reports}</a>
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
