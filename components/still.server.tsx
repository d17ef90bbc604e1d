import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { ComponentProps, ReactNode } from 'react'
import type { StillProps } from './still'

// Next has no renderer to a string among server components; React's own is taken past its bundler.
const { renderToStaticMarkup } = createRequire(join(process.cwd(), 'package.json'))(
  'react-dom/server',
) as typeof import('react-dom/server')

/**
 * Drawn on the server and left alone in the browser: what is inside arrives as HTML, not as a description of elements besides, and React does not
 * go through it when the page wakes up. A chart of a year has hundreds of elements. A component of the browser inside is an error of the page.
 */
export function Still<Tag extends 'svg' | 'div' | 'table'>({ as, children, ...rest }: StillProps<Tag>) {
  const Element = as as 'div'
  const html = renderToStaticMarkup(children as ReactNode)
  // biome-ignore lint/security/noDangerouslySetInnerHtml: React wrote it a line above, with every text escaped
  return <Element {...(rest as ComponentProps<'div'>)} dangerouslySetInnerHTML={{ __html: html }} />
}
