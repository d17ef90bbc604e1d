import type { ComponentProps, JSX } from 'react'

/** What nothing in the browser ever changes or presses on: no component of the browser inside, and no id that React makes. */
export type StillProps<Tag extends keyof JSX.IntrinsicElements> = { as: Tag } & ComponentProps<Tag>

/** In the browser, where a form may draw it anew, an element like any other. On the server: `still.server.tsx`. */
export function Still<Tag extends 'svg' | 'div' | 'table'>({ as, ...rest }: StillProps<Tag>) {
  const Element = as as 'div'
  return <Element {...(rest as ComponentProps<'div'>)} />
}
