/**
 * Checks of inputs that nobody knows before Azure has answered: the same check as for a literal, made on the way to the
 * child that takes the value, and refused with the same words.
 */
import * as pulumi from "@pulumi/pulumi";

import { isKnown } from "../azure/known";
import { Problem } from "../azure/problem";
import { refuseIfAny } from "./arguments-error";
import { knownInput } from "./known-input";

/** A literal was checked with the arguments and passes as it is. */
export function checkedLater<T>(
  input: pulumi.Input<T>,
  what: string,
  check: (value: T) => readonly Problem[],
): pulumi.Input<T> {
  if (isKnown(knownInput(input))) {
    return input;
  }
  return pulumi.output(input).apply((value) => {
    refuseIfAny(what, check(value as T));
    return value;
  }) as pulumi.Output<T>;
}
