'use client'

import { connectorsForWallets } from '@rainbow-me/rainbowkit'
import { injectedWallet, safeWallet, walletConnectWallet } from '@rainbow-me/rainbowkit/wallets'
import { useState } from 'react'
import { wallet as words } from '@/messages/wallet'
import { createWalletConfig } from './wallet-config'
import { WalletProviders, type WalletProvidersProps } from './wallet-providers'

type Props = Omit<WalletProvidersProps, 'config'> & { projectId: string }

/** In a file of its own, loaded only where an id is set: with it a page calls WalletConnect's hosts and grows by 275 KB. */
export default function WalletConnectRoot({ projectId, ...props }: Props) {
  const wallets = [injectedWallet, safeWallet, walletConnectWallet]
  const [config] = useState(() => {
    const app = { appName: 'CXPT Console', projectId }
    return createWalletConfig(props.network, connectorsForWallets([{ groupName: words.group, wallets }], app))
  })
  return <WalletProviders {...props} config={config} />
}
