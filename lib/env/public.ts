/** Client-safe: what a browser may know. A server component reads it and hands it down, so that one build serves every network. */
export type PublicEnv = {
  chainId: number
  /** RPC of the browser's reads; null: the chain's own public one. Never `RPC_URL` of a real network: it may carry a key. */
  rpcUrl: string | null
}

export const LOCAL_CHAIN_ID = 31_337

type Source = { CHAIN_ID: number; RPC_URL: string; PUBLIC_RPC_URL?: string | undefined }

export function publicEnvOf({ CHAIN_ID, RPC_URL, PUBLIC_RPC_URL }: Source): PublicEnv {
  return { chainId: CHAIN_ID, rpcUrl: PUBLIC_RPC_URL ?? (CHAIN_ID === LOCAL_CHAIN_ID ? RPC_URL : null) }
}
