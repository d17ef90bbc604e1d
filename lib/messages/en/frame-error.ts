/** The frame of all pages could not be drawn. In the script of every page. */
export const frameError = {
  title: 'CXPT Console is not answering',
  say: 'The frame of the page could not be drawn. Credits and claims on chain are not affected.',
}
