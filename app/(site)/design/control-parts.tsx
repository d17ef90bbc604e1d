import { OctagonX } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { Checkbox, Switch } from '@/components/ui/choice'
import { Field, Select, TextArea } from '@/components/ui/field'
import { Tabs, ToggleLinks } from '@/components/ui/links'
import { Section } from '@/components/ui/section'
import { Part } from './part'

export function ControlParts() {
  return (
    <>
      <Section title="Buttons">
        <Part name="Rest">
          <Button kind="primary">Load credits</Button>
          <Button>Withdraw</Button>
          <Button kind="ghost">Set budget</Button>
          <Button kind="danger-outline" icon={OctagonX}>
            Emergency pause
          </Button>
        </Part>
        <Part name="Pending, small, large">
          <Button kind="primary" pending="Waiting for the wallet">
            Load credits
          </Button>
          <Button size="table">Details</Button>
          <Button size="decisive" kind="primary">
            Sign and send 5,700 CXPT
          </Button>
        </Part>
        <Part name="Disabled, with its reason">
          <Button reason="The Guardian cancelled this at 09:41.">Execute</Button>
        </Part>
      </Section>
      <Section title="Fields" className="mt-[22px]">
        <div className="grid gap-4 md:grid-cols-3">
          <Field
            label="Load into credits"
            unit="CXPT"
            defaultValue="5,700"
            hint={<span className="num">$238.26 · wallet holds 6,050.2291</span>}
          />
          <Field label="Operations share" unit="bps" defaultValue="1,300" changed hint="was 1,500" />
          <Field label="Burn share" unit="bps" defaultValue="598.5" error="Whole basis points only: 598 or 599." />
          <TextArea
            label="Reason"
            className="md:col-span-2"
            defaultValue="Operations holds 31 months of cost."
            hint="required, public, its hash goes on chain"
          />
          <div className="grid content-start gap-3">
            <Select label="Plan" defaultValue="2">
              <option value="1">Starter</option>
              <option value="2">Professional</option>
            </Select>
            <div className="flex items-center justify-between">
              <span className="text-table text-ink-2">Renew</span>
              <Switch label="Renew" defaultChecked />
            </div>
            <Checkbox label="Spending" hint="settlement, charges, renewals" defaultChecked />
          </div>
        </div>
        <Part name="Views">
          <ToggleLinks
            label="Span"
            items={[
              { label: '4 w', href: '/design?w=4' },
              { label: '13 w', href: '/design?w=13', current: true },
              { label: 'All', href: '/design' },
            ]}
          />
        </Part>
        <Tabs
          label="Sheets"
          items={[
            'Cover',
            'Summary',
            'Supply',
            'Addresses',
            'Chain',
            'Emissions',
            'Burns',
            'Payments',
            'Liabilities',
          ].map((name, index) => ({
            label: `${index + 1} ${name}`,
            href: `/design?sheet=${index}`,
            current: index === 2,
          }))}
        />
      </Section>
    </>
  )
}
