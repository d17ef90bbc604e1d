'use client'

import { PageError, type PageErrorProps } from './page-error'

/** A frame that could not be drawn: the page stands without one. */
export default function FrameError(props: PageErrorProps) {
  return (
    <main id="main" className="page pb-9">
      <PageError {...props} />
    </main>
  )
}
