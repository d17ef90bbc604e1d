/** A receipt's page; `#` and other characters of an id are escaped. */
export const receiptHref = ({ gateway, requestId }: { gateway: string; requestId: string }): string =>
  `/account/usage/${encodeURIComponent(gateway)}/${encodeURIComponent(requestId)}`
