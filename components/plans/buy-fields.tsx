import { cxptText } from '@/components/ui/amount-text'
import { Switch } from '@/components/ui/choice'
import { Field } from '@/components/ui/field'
import { buying } from '@/messages/buying'

const { fields: words } = buying

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
        label={words.extra}
        unit={words.cxpt}
        value={extra}
        placeholder={usual === null ? '' : cxptText(usual, 4)}
        onChange={(event) => onExtra(event.target.value)}
        error={error}
        hint={words.extraHint}
      />
      <div className="flex items-center justify-between text-table">
        <span>{words.renew}</span>
        <Switch label={words.renew} checked={isRenewing} onChange={(event) => onRenewing(event.target.checked)} />
      </div>
    </div>
  )
}
