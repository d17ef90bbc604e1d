/** The public page of what a transaction paid. */
export const paymentHref = (hash: string): string => `/payments/${hash}`
