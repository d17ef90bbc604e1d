'use client'

import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { readJobs } from '@/lib/actions/close'
import type { JobView } from '@/lib/data/close-jobs'

/** While something is being made the page asks this often. */
const EVERY_MS = 1_500

export const isOpen = ({ state }: JobView): boolean => state === 'waiting' || state === 'running'

/** Jobs of a period as the page was given them, and while one is open, as they are now. The page is read anew once none is. */
export function useJobs(period: string, given: readonly JobView[]): readonly JobView[] {
  const router = useRouter()
  const enabled = given.some(isOpen)
  const { data } = useQuery({
    queryKey: ['close-jobs', period],
    enabled,
    // Once nothing is open the page is read anew, once: asking again and again would never let it come.
    refetchInterval: ({ state }) => (state.data?.some(isOpen) === false ? false : EVERY_MS),
    retry: false,
    queryFn: async () => {
      const result = await readJobs(period)
      if (!result.ok) return null
      if (!result.data.some(isOpen)) router.refresh()
      return result.data
    },
  })
  return (enabled && data) || given
}
