/** Inputs as they arrive at the engine. */
export type PropertyBag = Readonly<Record<string, unknown>>;

/** The value at a path, for instance `properties.networkAcls.bypass`. @throws Error where the path leads nowhere. */
export function at(bag: PropertyBag, path: string): unknown {
  return path.split(".").reduce<unknown>((value, key) => {
    if (typeof value !== "object" || value === null) {
      throw new Error(`${path} leads nowhere at ${key}`);
    }
    return (value as PropertyBag)[key];
  }, bag);
}
