'use client'

import { ChevronRight } from 'lucide-react'
import { type ReactNode, useId, useState } from 'react'
import { Icon } from './icon'

type Props = {
  /** The row's name, in its first cell. On a phone it opens the row. */
  name: ReactNode
  /** The other cells, hidden ones included. */
  children: ReactNode
  /** What the hidden cells say, as `KeyValues`; shown under the row on a phone. */
  more: ReactNode
  /** Number of cells seen on a phone. */
  span: number
  selected?: boolean
}

/** A table row whose wide columns are hidden under 761 px and opened by the row itself. */
export function OpenRow({ name, children, more, span, selected }: Props) {
  const [isOpen, setOpen] = useState(false)
  const id = useId()
  return (
    <>
      <tr data-selected={selected || undefined}>
        <th scope="row">
          <span className="row-label">{name}</span>
          <button
            type="button"
            className="row-toggle"
            aria-expanded={isOpen}
            aria-controls={id}
            onClick={() => setOpen(!isOpen)}
          >
            <Icon of={ChevronRight} />
            {name}
          </button>
        </th>
        {children}
      </tr>
      <tr id={id} className="row-more" data-open={isOpen || undefined}>
        <td colSpan={span}>{more}</td>
      </tr>
    </>
  )
}
