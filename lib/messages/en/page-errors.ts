/** Instead of a page: it could not be drawn, or there is none. */
export const pageErrors = {
  frame: 'CXPT Console is not answering',
  frameSay: 'The frame of the page could not be drawn. Credits and claims on chain are not affected.',
  title: 'This page could not be read',
  what: 'Something it needs did not answer.',
  right: 'Nothing was changed, and no transaction was sent.',
  triedAgain: (seconds: number) => `It is tried again every ${seconds} seconds.`,
  status: 'Status',
  /** After the link to the status page. */
  statusSays: 'says what is up and what is not.',
  missing: 'No such page',
  missingTitle: 'There is no such page',
  missingSay:
    'The address leads nowhere. It may name a month, a transaction or an operation that does not exist on this chain.',
  toOverview: 'Go to the overview',
}
