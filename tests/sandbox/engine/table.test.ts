// How verdicts look on the terminal: a few whole pictures, because here the picture is the point.

import assert from "node:assert/strict";
import type { EnvironmentVerdict } from "../../../sandbox/engine/gate";
import { renderDecision, renderFindings, renderTable } from "../../../sandbox/engine/table";

const dev: EnvironmentVerdict = {
  environment: "dev",
  road: "managed-network",
  seconds: 4.26,
  resources: 17,
  passed: ["a", "b", "c"],
  failed: [],
  undecided: ["d"],
  notApplicable: ["e", "f"],
  findings: [
    { policy: "d", verdict: "undecided", level: "advisory", resource: "nodes", message: "D.\nundecided: who deploys" },
  ],
  fault: undefined,
};
const prod: EnvironmentVerdict = {
  ...dev,
  environment: "prod",
  road: "custom-network",
  seconds: 12,
  resources: 105,
  passed: ["b"],
  failed: ["a", "c"],
  undecided: [],
  findings: [
    { policy: "a", verdict: "undecided", level: "advisory", resource: "pods", message: "A.\nundecided: their range" },
    { policy: "c", verdict: "failed", level: "advisory", resource: "", message: "C.\nno tags" },
    {
      policy: "a",
      verdict: "failed",
      level: "mandatory",
      resource: "nodes",
      message: "A.\n443 is closed\n  fix  open it",
    },
  ],
};
const broken: EnvironmentVerdict = {
  ...dev,
  environment: "staging",
  seconds: 1,
  passed: [],
  undecided: [],
  findings: [],
  notApplicable: undefined,
  fault: "config: road is missing\nexpected one of three",
};

describe("table", () => {
  it("is a row an environment; advisory failures and environments that did not run are told apart", () => {
    assert.equal(
      renderTable([dev, prod, broken]),
      `
environment  road               resources  passed          failed  undecided  not applicable  seconds
-----------  ---------------  -----------  ------  --------------  ---------  --------------  -------
dev          managed-network           17       3               0          1               2      4.3
prod         custom-network           105       1  2 (1 advisory)          0               2     12.0
staging      managed-network  did not run       -               -          -               -      1.0
`.trim(),
    );
  });

  it("shows every finding whole: faults, then failed, then undecided, by environment", () => {
    assert.equal(
      renderFindings([dev, prod, broken]),
      `
dev  d  undecided  advisory  nodes
    D.
    undecided: who deploys

prod  c  failed  advisory
    C.
    no tags

prod  a  failed  mandatory  nodes
    A.
    443 is closed
      fix  open it

prod  a  undecided  advisory  pods
    A.
    undecided: their range

staging  did not run
    config: road is missing
    expected one of three
`.trim(),
    );
  });

  it("is silent where there is nothing to show", () => {
    assert.equal(renderFindings([{ ...dev, findings: [] }]), "");
  });

  const rows = [
    ["accepted: dev", [dev]],
    ["refused: a mandatory policy is violated in prod", [dev, prod, broken]],
    ["not decided: staging could not be previewed", [dev, broken]],
    ["not decided: there is no environment", []],
  ] as const;
  for (const [expected, verdicts] of rows) {
    it(`decides in one sentence: ${expected}`, () => assert.equal(renderDecision(verdicts), expected));
  }
});
