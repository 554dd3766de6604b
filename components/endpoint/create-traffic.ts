/**
 * The only writer of an endpoint after its creation: one template deployment that depends on all deployments and puts
 * the whole body, traffic included. Its name never changes, so that there is one writer and no history of them.
 * https://learn.microsoft.com/azure/azure-resource-manager/templates/deployment-modes
 */
import { OnlineEndpoint } from "@pulumi/azure-native/machinelearningservices";
import { Deployment, DeploymentMode } from "@pulumi/azure-native/resources";
import * as pulumi from "@pulumi/pulumi";

import { childName, compact } from "../child-names";
import { EndpointBody, EndpointIdentity } from "./endpoint-body";
import { EndpointWorkspace } from "./workspace-of-endpoint";

/** That of the OnlineEndpoint resource, so that both write the same shape. */
const apiVersion = "2025-12-01";

export function createTraffic(
  name: string,
  body: EndpointBody,
  endpoint: OnlineEndpoint,
  deployments: readonly pulumi.Resource[],
  workspace: EndpointWorkspace,
  child: pulumi.CustomResourceOptions,
): Deployment {
  return new Deployment(
    childName(name, "traffic"),
    {
      resourceGroupName: workspace.resourceGroupName,
      deploymentName: `${compact(name, 48)}-traffic`,
      properties: {
        mode: DeploymentMode.Incremental,
        template: {
          $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
          contentVersion: "1.0.0.0",
          resources: [
            {
              type: "Microsoft.MachineLearningServices/workspaces/onlineEndpoints",
              apiVersion,
              name: pulumi.interpolate`${workspace.workspaceName}/${endpoint.name}`,
              location: body.location ?? endpoint.location,
              kind: body.kind,
              identity: templateIdentity(body.identity),
              tags: body.tags,
              properties: body.properties,
            },
          ],
        },
      },
    },
    { ...child, dependsOn: [...deployments], deletedWith: endpoint },
  );
}

/** ARM takes a map of ids where the SDK takes a list. */
function templateIdentity({ type, userAssignedIdentities }: EndpointIdentity) {
  if (userAssignedIdentities === undefined) {
    return { type };
  }
  const byId = pulumi.all(userAssignedIdentities).apply((ids) => Object.fromEntries(ids.map((id) => [id, {}])));
  return { type, userAssignedIdentities: byId };
}
