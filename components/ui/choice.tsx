import type { ComponentProps, ReactNode } from 'react'

type Props = Omit<ComponentProps<'input'>, 'type' | 'className'> & { label: ReactNode; hint?: ReactNode }

/** A box to tick, with what it does under its name. */
export function Checkbox({ label, hint, ...input }: Props) {
  return (
    <label className="choice">
      <input type="checkbox" {...input} />
      <span>
        <span className="font-medium">{label}</span>
        {hint && <span className="block text-caption text-ink-3">{hint}</span>}
      </span>
    </label>
  )
}

/** On or off, at once. The label is read; show it in the row. */
export function Switch({ label, ...input }: Omit<Props, 'label' | 'hint'> & { label: string }) {
  return (
    <input
      type="checkbox"
      role="switch"
      aria-checked={input.checked}
      aria-label={label}
      {...input}
      className="switch"
    />
  )
}

/** One of a few, for state inside a form. Where the choice is a view of the page use `ToggleLinks`. */
export function ToggleGroup<Value extends string>({
  label,
  name,
  value,
  options,
  onChange,
}: {
  label: string
  name: string
  value: Value
  options: readonly { value: Value; label: ReactNode }[]
  onChange: (value: Value) => void
}) {
  return (
    <fieldset className="toggle">
      <legend className="sr-only">{label}</legend>
      {options.map((option) => (
        <label key={option.value}>
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          {option.label}
        </label>
      ))}
    </fieldset>
  )
}
