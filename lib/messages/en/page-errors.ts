/** A page that could not be drawn. In the script of every page. */
export const pageErrors = {
  title: 'This page could not be read',
  what: 'Something it needs did not answer.',
  right: 'Nothing was changed, and no transaction was sent.',
  triedAgain: (seconds: number) => `It is tried again every ${seconds} seconds.`,
  status: 'Status',
  /** After the link to the status page. */
  statusSays: 'says what is up and what is not.',
}
