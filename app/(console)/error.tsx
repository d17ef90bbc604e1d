'use client'

import { PageError, type PageErrorProps } from '@/app/page-error'

/** Inside the frame, which goes on standing. */
export default function ConsoleError(props: PageErrorProps) {
  return (
    <div className="console-main">
      <PageError {...props} />
    </div>
  )
}
