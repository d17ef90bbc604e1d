import { type ReactNode, useId } from 'react'

type Props = {
  label: string
  hint?: ReactNode
  /** One JSON file; the same one can be chosen again. */
  onFile: (file: File) => Promise<void>
}

/** A field for a JSON file of a person's own. */
export function JsonFileField({ label, hint, onFile }: Props) {
  const id = useId()
  return (
    <div>
      <label htmlFor={id} className="mb-1 block text-caption font-medium">
        {label}
      </label>
      <input
        id={id}
        type="file"
        accept="application/json,.json"
        className="w-full text-table file:mr-2.5 file:h-7 file:rounded-control file:border file:border-rule-strong file:border-solid file:bg-surface file:px-2.5 file:font-strong"
        onChange={async (event) => {
          const input = event.currentTarget
          const [file] = input.files ?? []
          if (!file) return
          await onFile(file)
          input.value = ''
        }}
      />
      {hint && <p className="mt-1 text-caption text-ink-3">{hint}</p>}
    </div>
  )
}
