/** Over every page when the ledger or the price is not what it should be. Each sentence goes on after its title. */
export const banners = {
  away: {
    title: 'The ledger cannot be read.',
    say: 'The chain goes on. Pages show what was read last, and move on as soon as it answers.',
  },
  halted: {
    title: 'The ledger has stopped',
    say: 'at the block shown and waits for an operator. Figures are right as of that block.',
  },
  stalePrice: {
    title: (age: string) => `No price for ${age}, so no quote.`,
    say: 'Buying, renewing and metered use wait. Withdrawing works.',
  },
}
