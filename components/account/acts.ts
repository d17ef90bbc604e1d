/** What the owner of an account may do on its page; the URL holds which sheet is open. */
export const ACTS = ['load', 'withdraw', 'cancel', 'collect', 'budget', 'renewal'] as const
export type Act = (typeof ACTS)[number]
