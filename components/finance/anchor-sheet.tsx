'use client'

import { useState } from 'react'
import type { Hex } from 'viem'
import { TxSheet } from '@/components/tx/tx-sheet'
import { Button } from '@/components/ui/button'
import { useWallet } from '@/components/wallet/use-wallet'
import { mayAnchor } from '@/lib/actions/close'
import { getContract } from '@/lib/chain/contract'
import type { VersionView } from '@/lib/data/close-views'
import { callOf, singleCall } from '@/lib/tx/flow'
import { close } from '@/messages/close'
import { sheet } from '@/messages/tx-sheet'

const words = close.anchor

type Props = {
  title: string
  period: number
  uri: string
  version: VersionView
  /** Not when it is anchored already: the page may know it before the sheet, which then stays until it is closed. */
  isDue: boolean
}

/** The button and the transaction dialog in which a signed version is anchored. */
export function AnchorReport({ title, period, uri, version, isDue }: Props) {
  const [isOpen, setOpen] = useState(false)
  const { at } = useWallet()
  const { manifestHash, id } = version
  const call = callOf('Reports', getContract(at.deployment, 'Reports'), 'anchor', [period, manifestHash as Hex, uri])
  const key = `anchor:${period}:${manifestHash}`
  return (
    <>
      {isDue && (
        <Button kind="primary" className="w-full" onClick={() => setOpen(true)}>
          {words.act}
        </Button>
      )}
      {isOpen && (
        <TxSheet
          isOpen
          onClose={() => setOpen(false)}
          txKey={key}
          flow={singleCall(key, words.title(title), call)}
          title={words.title(title)}
          rows={[
            { name: words.contract, value: period },
            { name: words.manifest, value: <span className="mono break-all">{manifestHash}</span> },
            { name: words.uri, value: <span className="break-all">{uri}</span> },
            { name: sheet.youPay, value: sheet.onlyGas },
          ]}
          act={words.act}
          before={async () => {
            const result = await mayAnchor(id)
            return result.ok ? null : result.say
          }}
        >
          <p className="mt-3 text-table text-ink-2">{words.effect}</p>
        </TxSheet>
      )}
    </>
  )
}
