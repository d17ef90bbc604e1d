import { ChevronDown, CircleAlert } from 'lucide-react'
import { type ComponentProps, type ReactNode, useId } from 'react'
import { classes } from './classes'
import { Icon } from './icon'

type Shared = {
  label: ReactNode
  /** Stands under the field while nothing is wrong. */
  hint?: ReactNode
  /** One sentence that says what is allowed. */
  error?: ReactNode
  /** The value differs from the one in force. */
  changed?: boolean
  /** Reads the label, does not show it: the row already does. */
  hideLabel?: boolean
  className?: string
}

type BoxProps = Shared & {
  id: string
  unit?: ReactNode
  multiline?: boolean
  disabled?: boolean
  children: ReactNode
}

function FieldBox({
  id,
  label,
  hint,
  error,
  changed,
  hideLabel,
  unit,
  multiline,
  disabled,
  className,
  children,
}: BoxProps) {
  return (
    <div className={className}>
      <label htmlFor={id} className={hideLabel ? 'sr-only' : 'mb-1 block text-caption font-medium'}>
        {label}
      </label>
      <div
        className="field-box"
        data-multiline={multiline || undefined}
        data-changed={(changed && !error) || undefined}
        data-error={error ? true : undefined}
        data-disabled={disabled || undefined}
      >
        {children}
        {unit && <span className="shrink-0 pr-2.5 text-[0.78125rem] text-ink-3">{unit}</span>}
      </div>
      <p
        id={`${id}-say`}
        aria-live="polite"
        className={classes('text-caption', Boolean(error || hint) && 'mt-1', error ? 'text-danger' : 'text-ink-3')}
      >
        {error ? (
          <>
            <Icon of={CircleAlert} className="mr-1" />
            {error}
          </>
        ) : (
          hint
        )}
      </p>
    </div>
  )
}

function described(id: string, error: ReactNode) {
  return { id, 'aria-describedby': `${id}-say`, 'aria-invalid': error ? true : undefined }
}

/** A field for one value. With a unit the value is a figure: right-aligned, tabular, decimal keyboard. */
export function Field({
  label,
  hint,
  error,
  changed,
  hideLabel,
  unit,
  className,
  ...input
}: Shared & { unit?: ReactNode } & Omit<ComponentProps<'input'>, 'className'>) {
  const made = useId()
  const id = input.id ?? made
  return (
    <FieldBox {...{ id, label, hint, error, changed, hideLabel, unit, className }} disabled={input.disabled}>
      <input
        autoComplete="off"
        inputMode={unit ? 'decimal' : undefined}
        {...input}
        {...described(id, error)}
        data-align={unit ? 'right' : undefined}
      />
    </FieldBox>
  )
}

/** A field for a reason or a note. */
export function TextArea({
  label,
  hint,
  error,
  changed,
  hideLabel,
  className,
  ...input
}: Shared & Omit<ComponentProps<'textarea'>, 'className'>) {
  const made = useId()
  const id = input.id ?? made
  return (
    <FieldBox {...{ id, label, hint, error, changed, hideLabel, className }} multiline disabled={input.disabled}>
      <textarea rows={3} {...input} {...described(id, error)} />
    </FieldBox>
  )
}

/** One of a few; the platform's own list. Children are `option`s. */
export function Select({
  label,
  hint,
  error,
  changed,
  hideLabel,
  className,
  ...input
}: Shared & Omit<ComponentProps<'select'>, 'className'>) {
  const made = useId()
  const id = input.id ?? made
  return (
    <FieldBox {...{ id, label, hint, error, changed, hideLabel, className }} disabled={input.disabled}>
      <select {...input} {...described(id, error)} />
      <Icon of={ChevronDown} className="pointer-events-none -ml-6 mr-2.5 text-ink-3" />
    </FieldBox>
  )
}
