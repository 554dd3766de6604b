/** A value that may not be known yet, for instance in the preview of a resource that does not exist. */
export type Maybe<T> = T | Unknown;

/** The absence of knowledge. It is a value: it carries why, and is never taken for `undefined` (which means "not set"). */
export interface Unknown {
  /** What is not known and why, in words that can stand in a message. */
  readonly unknown: string;
}

export function unknown(because: string): Unknown {
  return { unknown: because };
}

export function isUnknown(value: unknown): value is Unknown {
  return typeof value === "object" && value !== null && typeof (value as Unknown).unknown === "string";
}

export function isKnown<T>(value: Maybe<T>): value is T {
  return !isUnknown(value);
}
