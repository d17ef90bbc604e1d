'use client'

import { useState } from 'react'
import type { TxStage } from '@/lib/tx/stage'

/**
 * What a sheet shows while its act is under way or done: the values it was started with, and not those the act has changed meanwhile.
 * Before it begins, and after it failed, the values of now.
 */
export function useHeld<T>(stage: TxStage, values: T, isSame: (a: T, b: T) => boolean): T {
  const [held, setHeld] = useState(values)
  const isOpen = stage.name === 'idle' || stage.name === 'failed'
  if (isOpen && !isSame(held, values)) setHeld(values)
  return isOpen ? values : held
}
