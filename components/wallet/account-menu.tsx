'use client'

import { Check, Copy, LogIn, LogOut, Unplug } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import type { Address } from 'viem'
import { useDisconnect } from 'wagmi'
import { shortHex } from '@/components/ui/address'
import { Icon } from '@/components/ui/icon'
import { showToast } from '@/components/ui/toast'
import { wallet as words } from '@/messages/wallet'
import './wallet.css'
import { useSignIn } from './use-sign-in'
import { useWallet } from './use-wallet'

type Props = {
  address: Address
  /** Stands in the place of what had the focus. */
  hasFocus?: boolean
}

/** The connected account: network, copy, sign in or out, disconnect. */
export default function AccountMenu({ address, hasFocus }: Props) {
  const { chainName, isWrongNetwork, connectorName } = useWallet()
  const session = useSignIn()
  const { disconnect } = useDisconnect()

  async function copy() {
    await navigator.clipboard.writeText(address)
    showToast(words.copied)
  }
  // The session ends with the wallet that opened it.
  async function leave() {
    if (session.address) await session.end()
    disconnect()
  }

  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger
        className="wallet-chip mono"
        aria-label={words.walletOf(shortHex(address))}
        title={address}
        autoFocus={hasFocus}
      >
        <span className="dot" data-warning={isWrongNetwork || undefined} />
        {shortHex(address)}
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align="end" sideOffset={6}>
          <DropdownMenu.Label className="menu-head">
            <span className="mono break-all">{address}</span>
            <span>
              {connectorName} · {isWrongNetwork ? words.notOn(chainName) : chainName}
            </span>
          </DropdownMenu.Label>
          <DropdownMenu.Item className="menu-item" onSelect={copy}>
            <Icon of={Copy} />
            {words.copyAddress}
          </DropdownMenu.Item>
          {session.address ? (
            <>
              <DropdownMenu.Item className="menu-item" onSelect={session.end}>
                <Icon of={LogOut} />
                {words.signOut}
                <span className="ml-auto text-caption text-success">
                  <Icon of={Check} /> {words.signedIn}
                </span>
              </DropdownMenu.Item>
              <DropdownMenu.Item className="menu-item" onSelect={session.endEverywhere}>
                <Icon of={LogOut} />
                {words.signOutAll}
              </DropdownMenu.Item>
            </>
          ) : (
            <DropdownMenu.Item className="menu-item" disabled={isWrongNetwork} onSelect={session.start}>
              <Icon of={LogIn} />
              {words.signIn}
            </DropdownMenu.Item>
          )}
          <DropdownMenu.Separator className="menu-rule" />
          <DropdownMenu.Item className="menu-item" onSelect={leave}>
            <Icon of={Unplug} />
            {words.disconnect}
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}
