/** Holds `folder` as a lock while `work` runs; `say` hears whom it waits for. */
export function withLock<T>(folder: string, say: (state: string) => void, work: () => Promise<T>): Promise<T>;
