import type { ReactNode } from 'react'
import { parts } from '@/messages/parts'

/** `declined` by a person, `failed` by the chain, `gone` will not come any more. */
export type StepState = 'done' | 'now' | 'next' | 'failed' | 'declined' | 'gone'
export type Step = { id: string; label: ReactNode; state: StepState; note?: ReactNode }

/** Stages of a transaction or a process, and under it the sentence that says how it stands. */
export function Stepper({
  label,
  steps,
  upright,
  children,
}: {
  label: string
  steps: readonly Step[]
  upright?: boolean
  children?: ReactNode
}) {
  const hasFailed = steps.some((step) => step.state === 'failed')
  return (
    <div className="w-full">
      <ol className="steps" aria-label={label} data-upright={upright || undefined}>
        {steps.map((step) => (
          <li key={step.id} data-state={step.state} aria-current={step.state === 'now' ? 'step' : undefined}>
            {step.label}
            <span className="sr-only">, {parts.steps[step.state]}</span>
            {step.note && <span className="block font-normal text-caption text-ink-3">{step.note}</span>}
          </li>
        ))}
      </ol>
      <div aria-live="polite" className={hasFailed ? 'text-danger' : 'text-ink-2'}>
        {children && <p className="mt-2 text-caption">{children}</p>}
      </div>
    </div>
  )
}
