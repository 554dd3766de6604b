// The one way by which tests look into an output: awaited, so that an assertion on it can fail the test.

import * as pulumi from "@pulumi/pulumi";

/** The value of an output, nested ones too. @throws Error when the output is unknown, as it is for what a preview makes. */
export async function value<T>(output: pulumi.Input<T>): Promise<pulumi.Unwrap<T>> {
  const whole = pulumi.output(output) as unknown as Awaitable<pulumi.Unwrap<T>>;
  if (!(await whole.isKnown)) {
    throw new Error("the output is unknown");
  }
  return whole.promise();
}

/** Whether the value of an output is known. */
export function isKnown(output: pulumi.Input<unknown>): Promise<boolean> {
  return (pulumi.output(output) as unknown as Awaitable<unknown>).isKnown;
}

/** Whether an output is marked as a secret. */
export function isSecret(output: pulumi.Input<unknown>): Promise<boolean> {
  return pulumi.isSecret(pulumi.output(output));
}

/** What every output has and its declaration hides. */
interface Awaitable<T> {
  readonly isKnown: Promise<boolean>;
  promise(): Promise<T>;
}
