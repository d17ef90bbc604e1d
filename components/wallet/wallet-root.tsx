'use client'

import dynamic from 'next/dynamic'
import { useState } from 'react'
import { createWalletConfig } from './wallet-config'
import { plainWallets } from './wallet-list'
import { WalletProviders, type WalletProvidersProps } from './wallet-providers'

const WalletConnectRoot = dynamic(() => import('./wallet-connect-root'))

type Props = Omit<WalletProvidersProps, 'config'> & {
  /** WalletConnect's project id; without one no host but ours and the chain's is ever called. */
  walletConnectId?: string | undefined
}

/** Everything of wallets and sessions, around wallet and console pages only: public pages carry none of it. */
export function WalletRoot({ walletConnectId, ...props }: Props) {
  return walletConnectId ? <WalletConnectRoot {...props} projectId={walletConnectId} /> : <PlainRoot {...props} />
}

function PlainRoot(props: Omit<WalletProvidersProps, 'config'>) {
  const [config] = useState(() => createWalletConfig(props.network, plainWallets()))
  return <WalletProviders {...props} config={config} />
}
