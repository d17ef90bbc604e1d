'use client'

import { Wallet as WalletIcon } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useCallback, useState, useSyncExternalStore } from 'react'
import { Button, type ButtonKind, type ButtonSize } from '@/components/ui/button'
import { AccountMenu } from './account-menu'
import { useWallet } from './use-wallet'

const ConnectKit = dynamic(() => import('./connect-kit'), { ssr: false })

/** "Connect wallet", and once connected who it is, with a menu. */
export function ConnectButton({ kind = 'secondary', size = 'table' }: { kind?: ButtonKind; size?: ButtonSize }) {
  const { status, address } = useWallet()
  const [isOpen, setOpen] = useState(false)
  const isLive = useIsLive()
  const close = useCallback(() => setOpen(false), [])
  if (status === 'connected' && address) return <AccountMenu address={address} />
  return (
    <>
      <Button
        kind={kind}
        size={kind === 'primary' ? 'normal' : size}
        icon={WalletIcon}
        // A wallet of an earlier visit answers in a moment.
        pending={status === 'joining' && !isOpen ? 'Connecting' : null}
        stages={['Connecting']}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        // A click that nothing hears yet would be lost.
        disabled={!isLive}
        onClick={() => setOpen(true)}
      >
        Connect wallet
      </Button>
      {isOpen && <ConnectKit onClose={close} />}
    </>
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
