/**
 * What a check may say about an input: a literal is known, an output or a promise is not, whatever it will hold.
 */
import * as pulumi from "@pulumi/pulumi";

import { Maybe, unknown } from "../azure/known";

/** The literal behind an input, or an unknown. Only the top is looked at: a known object may hold outputs. */
export function knownInput<T>(input: pulumi.Input<T>): Maybe<T> {
  if (pulumi.Output.isInstance(input)) {
    return unknown("an output of another resource");
  }
  if (input instanceof Promise) {
    return unknown("a promise");
  }
  return input as T;
}
