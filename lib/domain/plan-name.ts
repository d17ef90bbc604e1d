const LAUNCH_PLANS = ['Starter', 'Professional', 'Scale']

/** Plans carry no name on chain: the three of the launch have theirs, a later one is called by its number. */
export function planName(id: number): string {
  return LAUNCH_PLANS[id - 1] ?? `Plan ${id}, Enterprise`
}
