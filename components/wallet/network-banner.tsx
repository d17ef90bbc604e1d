'use client'

import { useState } from 'react'
import { useSwitchChain } from 'wagmi'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { fromChain } from '@/lib/errors/from-chain'
import { wallet as words } from '@/messages/wallet'
import { useWallet } from './use-wallet'
import { ViewAsBanner } from './view-as-banner'

/** What the wallet has to say above a page, the worst first: another network, then somebody else's page. */
export function WalletBanner() {
  const { isWrongNetwork } = useWallet()
  return isWrongNetwork ? <NetworkBanner /> : <ViewAsBanner />
}

/** Shown while the wallet is on another network: what still works, and the way back. */
function NetworkBanner() {
  const { isWrongNetwork, chainName } = useWallet()
  const { isPending, switchToOurs, say } = useSwitchNetwork()
  if (!isWrongNetwork) return null
  return (
    <Banner
      kind="wrong-network"
      title={words.otherNetwork}
      action={
        <Button size="table" pending={isPending ? words.waiting : null} onClick={switchToOurs}>
          {words.switchTo(chainName)}
        </Button>
      }
    >
      {say ?? words.otherNetworkSay}
    </Banner>
  )
}

/** Asks the wallet to switch, adding the network when it does not know it. */
export function useSwitchNetwork() {
  const { chainId } = useWallet()
  const { switchChainAsync, isPending } = useSwitchChain()
  const [say, setSay] = useState<string | null>(null)
  async function switchToOurs() {
    setSay(null)
    await switchChainAsync({ chainId }).catch((error) => setSay(fromChain(error).say))
  }
  return { isPending, switchToOurs, say }
}
