/** The error that refuses arguments: what it says, and the markers by which both hosts of a component know it. */
import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { InputPropertiesError, RunError } from "@pulumi/pulumi";

import { ArgumentsError, refuseIfAny } from "../../components/arguments-error";

const problem = { path: "a.b", found: "`1`", expected: "2", fix: "say 2" };
const other = { path: "c", found: "nothing", expected: "a text" };

describe("ArgumentsError", () => {
  it("lists every problem with its path, each once", () => {
    const error = new ArgumentsError('workspace "ml"', [problem, other]);
    assert.equal(
      error.message,
      'workspace "ml" has 2 problems:\n  a.b: found `1`, expected 2 (say 2)\n  c: found nothing, expected a text',
    );
  });

  it("is known to the program host and to the plugin host, and gives neither a second list", () => {
    const error = new ArgumentsError("it", [problem]);
    assert.equal(RunError.isInstance(error), true);
    assert.equal(InputPropertiesError.isInstance(error), true);
    assert.deepEqual(error.errors, []);
  });

  it("has no stack that would be printed", () => {
    const error = new ArgumentsError("it", [problem]);
    assert.equal(error.stack, `ArgumentsError: ${error.message}`);
  });

  it("is thrown for one problem and not for none", () => {
    assert.doesNotThrow(() => refuseIfAny("it", []));
    assert.throws(() => refuseIfAny("it", [problem]), ArgumentsError);
  });

  it("is no error of a resource, whose host would print its stack", () => {
    assert.equal(pulumi.ResourceError.isInstance(new ArgumentsError("it", [problem])), false);
  });
});
