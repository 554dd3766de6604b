/** The same stack in one of Azure's other clouds, which have regions of their own. */
import { Value } from "../../policies/capture/wire-value";
import { CapturedResource } from "../../policies/capture/captured-stack";

const regions = {
  usgovernment: "usgovvirginia",
  china: "chinaeast2",
};

export type SovereignCloud = keyof typeof regions;

/** `cloud`: as the provider's `environment` names it. Everything that has a location moves to the cloud's region. */
export function inTheCloud(cloud: SovereignCloud, resources: readonly CapturedResource[]): readonly CapturedResource[] {
  return underEnvironment(cloud, resources).map((resource) =>
    resource.inputs?.["location"] === undefined
      ? resource
      : { ...resource, inputs: { ...resource.inputs, location: regions[cloud] } },
  );
}

/** The provider's `environment` set to any value; nothing moves. */
export function underEnvironment(
  environment: Value,
  resources: readonly CapturedResource[],
): readonly CapturedResource[] {
  return resources.map((resource) => ({
    ...resource,
    provider: {
      urn: "urn:pulumi:test::project::pulumi:providers:azure-native::default",
      inputs: { environment },
    },
  }));
}
