'use client'

import { Wallet as WalletIcon } from 'lucide-react'
import dynamic from 'next/dynamic'
import { lazy, Suspense, useCallback, useState, useSyncExternalStore } from 'react'
import { shortHex } from '@/components/ui/address'
import { Button, type ButtonKind, type ButtonSize } from '@/components/ui/button'
import { wallet as words } from '@/messages/wallet'
import './wallet.css'
import { useWallet } from './use-wallet'

// A menu carries what places it on the screen: most visitors of a wallet page have no wallet connected yet.
const AccountMenu = lazy(() => import('./account-menu'))
const ConnectKit = dynamic(() => import('./connect-kit'), { ssr: false })

type Props = {
  kind?: ButtonKind
  size?: ButtonSize
  /** Pressed: whoever stands in its place afterwards takes the focus. */
  onAsk?: () => void
}

/** "Connect wallet", and once connected who it is, with a menu. */
export function ConnectButton({ kind = 'secondary', size = 'table', onAsk }: Props) {
  const { status, address } = useWallet()
  const [isOpen, setOpen] = useState(false)
  const [hasJoined, setJoined] = useState(false)
  const isLive = useIsLive()
  const close = useCallback(() => setOpen(false), [])
  // The list of wallets closes by itself then, and what opened it is gone: the focus goes to what stands in its place.
  if (isOpen && status === 'connected') {
    setOpen(false)
    setJoined(true)
  }
  if (status === 'connected' && address) {
    return (
      <Suspense fallback={<span className="wallet-chip mono">{shortHex(address)}</span>}>
        <AccountMenu address={address} hasFocus={hasJoined} />
      </Suspense>
    )
  }
  return (
    <>
      <Button
        kind={kind}
        size={kind === 'primary' ? 'normal' : size}
        icon={WalletIcon}
        // A wallet of an earlier visit answers in a moment.
        pending={status === 'joining' && !isOpen ? words.connecting : null}
        stages={[words.connecting]}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        // A click that nothing hears yet would be lost.
        disabled={!isLive}
        onClick={() => {
          setOpen(true)
          onAsk?.()
        }}
      >
        {words.connect}
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
