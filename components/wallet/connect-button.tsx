'use client'

import { useConnectModal } from '@rainbow-me/rainbowkit'
import { Wallet as WalletIcon } from 'lucide-react'
import { Button, type ButtonKind, type ButtonSize } from '@/components/ui/button'
import { AccountMenu } from './account-menu'
import { useWallet } from './use-wallet'

/** "Connect wallet", and once connected who it is, with a menu. */
export function ConnectButton({ kind = 'secondary', size = 'table' }: { kind?: ButtonKind; size?: ButtonSize }) {
  const { status, address } = useWallet()
  const { openConnectModal, connectModalOpen } = useConnectModal()
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
      onClick={() => openConnectModal?.()}
    >
      Connect wallet
    </Button>
  )
}
