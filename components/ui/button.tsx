import { LoaderCircle, type LucideIcon } from 'lucide-react'
import Link from 'next/link'
import { type ComponentProps, type ReactNode, useId } from 'react'
import { classes } from './classes'
import { Icon } from './icon'

/** `primary` once per view; `danger` only in the last step of an emergency, `danger-outline` before it. */
export type ButtonKind = 'primary' | 'secondary' | 'ghost' | 'danger' | 'danger-outline'
/** 34 px; in tables and headers 28; for the deciding act 44. */
export type ButtonSize = 'normal' | 'table' | 'decisive'

const KINDS: Record<ButtonKind, string> = {
  primary: 'border-transparent bg-ink text-on-ink hover:bg-[color-mix(in_oklab,var(--ink)_92%,var(--bg))]',
  secondary: 'border-rule-strong bg-surface text-ink hover:bg-[color-mix(in_oklab,var(--surface)_92%,var(--ink))]',
  ghost: 'border-transparent text-ink-2 hover:bg-hover hover:text-ink',
  danger:
    'border-transparent bg-danger-solid text-danger-on hover:bg-[color-mix(in_oklab,var(--danger-solid)_92%,var(--bg))]',
  'danger-outline': 'border-danger text-danger hover:bg-danger-tint',
}
const SIZES: Record<ButtonSize, string> = {
  normal: 'h-10 px-[13px] text-control md:h-[34px]',
  table: 'h-7 px-[9px] text-[0.78125rem] after:absolute after:-inset-y-1.5 after:inset-x-0 md:after:content-none',
  decisive: 'h-11 px-3 text-body md:px-[18px] md:text-section md:font-strong',
}
const BASE =
  'relative inline-flex shrink-0 select-none items-center justify-center gap-[7px] rounded-control border font-strong leading-none ' +
  'whitespace-nowrap no-underline transition-colors disabled:cursor-not-allowed disabled:border-rule-2 disabled:bg-sunken ' +
  'disabled:text-ink-3 focus-visible:rounded-control'

function look(kind: ButtonKind, size: ButtonSize, className?: string): string {
  return classes(BASE, KINDS[kind], SIZES[size], kind === 'ghost' && size !== 'decisive' && 'px-2', className)
}

type ButtonProps = Omit<ComponentProps<'button'>, 'children'> & {
  kind?: ButtonKind
  size?: ButtonSize
  icon?: LucideIcon
  /** The stage the act is in, while it runs: "Waiting for the wallet". Stops further clicks, keeps the focus. */
  pending?: string | null
  /** Every stage there can be: the button is as wide as the widest from the start. */
  stages?: readonly string[]
  /** Why it cannot be pressed, as text beside it; disables. */
  reason?: ReactNode
  children: ReactNode
}

/** A button says its act: "Load credits", not "Submit". */
export function Button({
  kind = 'secondary',
  size = 'normal',
  icon,
  pending,
  stages = [],
  reason,
  className,
  children,
  onClick,
  disabled,
  type = 'button',
  ...rest
}: ButtonProps) {
  const reasonId = useId()
  const isPending = Boolean(pending)
  const button = (
    <button
      {...rest}
      type={isPending ? 'button' : type}
      disabled={disabled || Boolean(reason)}
      aria-busy={isPending || undefined}
      aria-disabled={isPending || undefined}
      aria-describedby={reason ? reasonId : rest['aria-describedby']}
      onClick={isPending ? undefined : onClick}
      className={look(kind, size, className)}
    >
      <span className="grid justify-items-center">
        <Face icon={isPending ? LoaderCircle : icon} isTurning={isPending}>
          {pending || children}
        </Face>
        {stages.map((stage) => (
          <Face key={stage} icon={LoaderCircle} isReserve>
            {stage}
          </Face>
        ))}
      </span>
    </button>
  )
  if (!reason) return button
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2.5 gap-y-1">
      {button}
      <span id={reasonId} className="text-caption text-ink-2">
        {reason}
      </span>
    </span>
  )
}

/** One face of the button; reserves stand in the same grid cell and only hold its width. */
function Face({
  icon,
  isTurning,
  isReserve,
  children,
}: {
  icon?: LucideIcon
  isTurning?: boolean
  isReserve?: boolean
  children: ReactNode
}) {
  return (
    <span
      aria-hidden={isReserve}
      className={classes('col-start-1 row-start-1 inline-flex items-center gap-[7px]', isReserve && 'invisible h-0')}
    >
      {icon && <Icon of={icon} className={isTurning ? 'turning' : undefined} />}
      {children}
    </span>
  )
}

type ButtonLinkProps = Omit<ComponentProps<typeof Link>, 'children'> & {
  kind?: ButtonKind
  size?: ButtonSize
  icon?: LucideIcon
  /** Points on: stands after the words. */
  trailing?: LucideIcon
  /** A file: a plain link with `download`, never prefetched. */
  download?: boolean
  children: ReactNode
}

/** A link that looks like a button: it goes somewhere, or fetches a file. */
export function ButtonLink({
  kind = 'secondary',
  size = 'normal',
  icon,
  trailing,
  download,
  className,
  children,
  ...rest
}: ButtonLinkProps) {
  const face = (
    <>
      {icon && <Icon of={icon} />}
      {children}
      {trailing && <Icon of={trailing} />}
    </>
  )
  if (download) {
    return (
      <a href={rest.href.toString()} download className={look(kind, size, className)}>
        {face}
      </a>
    )
  }
  return (
    // Every page is made when it is asked for: what is fetched before a click is thrown away, and fetched again with every look of `Live`.
    <Link prefetch={false} {...rest} className={look(kind, size, className)}>
      {face}
    </Link>
  )
}

/** A square button of one icon; the label is read and shown as its title. */
export function IconButton({
  icon,
  label,
  className,
  ...rest
}: Omit<ComponentProps<'button'>, 'children'> & { icon: LucideIcon; label: string }) {
  return (
    <button
      type="button"
      {...rest}
      aria-label={label}
      title={label}
      className={classes(
        'target relative inline-flex size-7 shrink-0 items-center justify-center rounded-control text-ink-2 transition-colors hover:bg-hover hover:text-ink',
        className,
      )}
    >
      <Icon of={icon} large />
    </button>
  )
}
