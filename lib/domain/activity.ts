/** Kinds of what administration, hot keys and staff did. */
export const ACTIVITY_KINDS = ['change', 'role', 'pause', 'operation', 'key', 'sign-in', 'export', 'record'] as const
export type ActivityKind = (typeof ACTIVITY_KINDS)[number]

/** A place in the list; `at` to the microsecond, as text. */
export type ActivityCursor = { at: string; key: string }
