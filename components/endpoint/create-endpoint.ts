/**
 * The endpoint and its deployments. The endpoint resource only creates: Azure keeps the traffic in the endpoint's own
 * body, so any later write from here would take the live traffic away. One template deployment is the only writer from
 * then on (create-traffic).
 * https://learn.microsoft.com/azure/machine-learning/concept-endpoints-online
 */
import { OnlineDeployment, OnlineEndpoint } from "@pulumi/azure-native/machinelearningservices";
import * as pulumi from "@pulumi/pulumi";

import { childName, childNameWithin } from "../child-names";
import { deploymentTimeouts } from "../timeouts";
import { PlannedDeployment } from "./deployment-properties";
import { EndpointBody } from "./endpoint-body";
import { EndpointWorkspace } from "./workspace-of-endpoint";

/** What Azure changes in place; the only writer takes care of it. */
const written = [
  "tags",
  "kind",
  "sku",
  "properties.authMode",
  "properties.description",
  "properties.mirrorTraffic",
  "properties.properties",
  "properties.publicNetworkAccess",
  "properties.traffic",
];

export function createEndpoint(
  name: string,
  body: EndpointBody,
  endpointName: pulumi.Input<string> | undefined,
  workspace: EndpointWorkspace,
  child: pulumi.CustomResourceOptions,
): OnlineEndpoint {
  const { authMode, description, publicNetworkAccess, compute } = body.properties;
  return new OnlineEndpoint(
    childNameWithin(name, "endpoint", 32),
    {
      resourceGroupName: workspace.resourceGroupName,
      workspaceName: workspace.workspaceName,
      endpointName,
      location: body.location,
      kind: body.kind,
      identity: body.identity,
      tags: body.tags,
      properties: { authMode, description, publicNetworkAccess, compute },
    },
    {
      ...child,
      ignoreChanges: written,
      replaceOnChanges: ["identity", "properties.compute"],
      deleteBeforeReplace: true,
      customTimeouts: deploymentTimeouts,
    },
  );
}

/** One deployment after another. With the endpoint they go too, live traffic or not. */
export function createDeployments(
  name: string,
  deployments: readonly PlannedDeployment[],
  endpoint: OnlineEndpoint,
  body: EndpointBody,
  workspace: EndpointWorkspace,
  child: pulumi.CustomResourceOptions,
): OnlineDeployment[] {
  const made: OnlineDeployment[] = [];
  for (const { deployment, properties, capacity } of deployments) {
    made.push(
      new OnlineDeployment(
        childName(name, `deployment-${deployment}`),
        {
          resourceGroupName: workspace.resourceGroupName,
          workspaceName: workspace.workspaceName,
          endpointName: endpoint.name,
          deploymentName: deployment,
          location: body.location,
          kind: body.kind,
          sku: { name: "Default", capacity },
          tags: body.tags,
          properties,
        },
        { ...child, dependsOn: made.slice(-1), deletedWith: endpoint, customTimeouts: deploymentTimeouts },
      ),
    );
  }
  return made;
}
