'use client'

import { useState, useTransition } from 'react'
import type { ActionResult } from '@/lib/actions/run-action'

/** An action of a form: `run` says what came of it, `refusal` what the server said against it. */
export function useAct() {
  const [refusal, setRefusal] = useState<string | null>(null)
  const [isBusy, startTransition] = useTransition()
  const run = <T>(act: () => Promise<ActionResult<T>>, done: (data: T) => void) =>
    startTransition(async () => {
      const result = await act()
      setRefusal(result.ok ? null : result.say)
      if (result.ok) done(result.data)
    })
  return { run, refusal, isBusy }
}
