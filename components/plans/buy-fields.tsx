import { cxptText } from '@/components/ui/amount-text'
import { Switch } from '@/components/ui/choice'
import { Field } from '@/components/ui/field'

type Props = {
  extra: string
  onExtra: (text: string) => void
  error?: string | undefined
  /** What is loaded on top when the field is empty, wei. */
  usual: bigint | null
  isRenewing: boolean
  onRenewing: (isOn: boolean) => void
}

export function BuyFields({ extra, onExtra, error, usual, isRenewing, onRenewing }: Props) {
  return (
    <div className="mb-3 grid gap-3">
      <Field
        label="Into your credits, on top"
        unit="CXPT"
        value={extra}
        placeholder={usual === null ? '' : cxptText(usual, 4)}
        onChange={(event) => onExtra(event.target.value)}
        error={error}
        hint="Yours, for renewals and metered use; withdrawable after a day’s notice."
      />
      <div className="flex items-center justify-between text-table">
        <span>Renew every 30 days from credits</span>
        <Switch
          label="Renew every 30 days from credits"
          checked={isRenewing}
          onChange={(event) => onRenewing(event.target.checked)}
        />
      </div>
    </div>
  )
}
