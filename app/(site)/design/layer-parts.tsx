'use client'

import { useState } from 'react'
import { Amount, Usd } from '@/components/ui/amount'
import { Button } from '@/components/ui/button'
import { Switch, ToggleGroup } from '@/components/ui/choice'
import { AlertBox, Effects } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { KeyValue, KeyValues } from '@/components/ui/key-values'
import { Sheet } from '@/components/ui/sheet'
import { Stepper } from '@/components/ui/stepper'
import { showToast } from '@/components/ui/toast'

export function LayerParts() {
  const [open, setOpen] = useState<'sheet' | 'dialog' | null>(null)
  const [word, setWord] = useState('')
  const [view, setView] = useState<'cash' | 'accrual'>('accrual')
  const close = () => setOpen(null)
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Button kind="primary" onClick={() => setOpen('sheet')}>
        Buy Professional
      </Button>
      <Button kind="danger-outline" onClick={() => setOpen('dialog')}>
        Pause spending
      </Button>
      <Button onClick={() => showToast('Address copied')}>Toast</Button>
      <ToggleGroup
        label="View"
        name="view"
        value={view}
        onChange={setView}
        options={[
          { value: 'cash', label: 'Cash' },
          { value: 'accrual', label: 'Accrual' },
        ]}
      />
      <Sheet
        isOpen={open === 'sheet'}
        onClose={close}
        title="Professional, 30 days"
        note="Permit + one call: 1 signature, 1 transaction"
        footer={
          <>
            <Stepper
              label="Stages"
              steps={[
                { id: '1', label: 'Simulated', state: 'done' },
                { id: '2', label: 'Sign permit', state: 'now' },
                { id: '3', label: 'Send', state: 'next' },
                { id: '4', label: 'Confirmed', state: 'next' },
                { id: '5', label: 'Indexed', state: 'next' },
              ]}
            />
            <div className="mt-3.5 flex gap-2.5">
              <Button kind="primary" size="decisive" className="flex-1">
                Sign and send 5,700 CXPT
              </Button>
              <Button size="decisive" onClick={close}>
                Cancel
              </Button>
            </div>
          </>
        }
      >
        <div className="flex justify-between">
          <div>
            <div className="text-caption text-ink-2">Leaves your wallet</div>
            <div className="text-title">
              <Amount wei={5_700n * 10n ** 18n} unit />
            </div>
          </div>
          <div className="text-right">
            <div className="text-caption text-ink-2">In USD</div>
            <div className="text-title font-medium">
              <Usd micro={238_260_000n} />
            </div>
          </div>
        </div>
        <KeyValues roomy>
          <KeyValue name="The plan">
            <Amount wei={1_889_952_153_110_047_846_890n} rounding="up" unit />
          </KeyValue>
          <KeyValue name="Into your credits">
            <Field label="Into your credits" hideLabel unit="CXPT" defaultValue="3,810.0478" className="w-43" />
          </KeyValue>
          <KeyValue name="Renew, at most 2,080 CXPT">
            <Switch label="Renew" defaultChecked />
          </KeyValue>
        </KeyValues>
      </Sheet>
      <AlertBox
        isOpen={open === 'dialog'}
        onClose={close}
        title="Pause spending for 7 days"
        footer={
          <>
            <Button kind="danger" disabled={word !== 'PAUSE'} onClick={close}>
              Pause spending now
            </Button>
            <Button onClick={close}>Cancel</Button>
            <span className="num ml-auto text-caption text-ink-3">expires 13 Nov 14:32 UTC</span>
          </>
        }
      >
        <Effects
          stops="Settlement, charges, new plans, renewals, upgrades"
          goesOn="Loading, asking for and making withdrawals, distribution, claims"
        />
        <Field label="Type PAUSE" value={word} onChange={(event) => setWord(event.target.value)} />
      </AlertBox>
    </div>
  )
}
