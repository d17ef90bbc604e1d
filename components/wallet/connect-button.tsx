'use client'

import { useConnectModal } from '@rainbow-me/rainbowkit'
import { Wallet as WalletIcon } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { Button, type ButtonKind, type ButtonSize } from '@/components/ui/button'
import { AccountMenu } from './account-menu'
import { useWallet } from './use-wallet'

/** "Connect wallet", and once connected who it is, with a menu. */
export function ConnectButton({ kind = 'secondary', size = 'table' }: { kind?: ButtonKind; size?: ButtonSize }) {
  const { status, address } = useWallet()
  const { openConnectModal, connectModalOpen } = useConnectModal()
  const isLive = useIsLive()
  if (status === 'connected' && address) return <AccountMenu address={address} />
  return (
    <Button
      kind={kind}
      size={kind === 'primary' ? 'normal' : size}
      icon={WalletIcon}
      // A wallet of an earlier visit answers in a moment.
      pending={status === 'joining' ? 'Connecting' : null}
      stages={['Connecting']}
      aria-haspopup="dialog"
      aria-expanded={connectModalOpen}
      // A click that nothing hears yet would be lost.
      disabled={!isLive || !openConnectModal}
      onClick={() => openConnectModal?.()}
    >
      Connect wallet
    </Button>
  )
}

const never = () => () => {}

/** False in the page as the server wrote it, true once the browser's code runs. */
function useIsLive(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
}
