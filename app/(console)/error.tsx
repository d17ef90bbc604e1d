'use client'

import { PageError, type PageErrorProps } from '@/app/page-error'
import { ConsolePage } from '@/components/ui/console-shell'

/** Inside the frame, which goes on standing. */
export default function ConsoleError(props: PageErrorProps) {
  return (
    <ConsolePage>
      <PageError {...props} />
    </ConsolePage>
  )
}
