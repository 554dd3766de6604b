/**
 * Application Insights on a Log Analytics workspace. Both take data and answer queries over public endpoints until an
 * Azure Monitor private link scope closes them: without one, closing them would only lose the data.
 * https://learn.microsoft.com/azure/azure-monitor/logs/private-link-security
 */
import * as applicationinsights from "@pulumi/azure-native/applicationinsights";
import * as operationalinsights from "@pulumi/azure-native/operationalinsights";
import * as pulumi from "@pulumi/pulumi";

import { childName } from "../child-names";
import { WorkspaceApplicationInsightsArgs } from "./arguments";
import { DependencyPlace } from "./place";

export function createLogAnalyticsWorkspace(
  name: string,
  args: WorkspaceApplicationInsightsArgs,
  place: DependencyPlace,
  workspaceName: pulumi.Input<string> | undefined,
  child: pulumi.CustomResourceOptions,
): operationalinsights.Workspace {
  return new operationalinsights.Workspace(
    childName(name, "logs"),
    {
      ...place,
      workspaceName,
      sku: { name: operationalinsights.WorkspaceSkuNameEnum.PerGB2018 },
      retentionInDays: args.retentionInDays ?? 90,
      features: { disableLocalAuth: true, enableLogAccessUsingOnlyResourcePermissions: true },
    },
    child,
  );
}

export function createApplicationInsights(
  name: string,
  workspaceResourceId: pulumi.Input<string>,
  place: DependencyPlace,
  resourceName: pulumi.Input<string> | undefined,
  child: pulumi.CustomResourceOptions,
): applicationinsights.Component {
  return new applicationinsights.Component(
    childName(name, "insights"),
    {
      ...place,
      resourceName,
      kind: "web",
      applicationType: applicationinsights.ApplicationType.Web,
      ingestionMode: applicationinsights.IngestionMode.LogAnalytics,
      workspaceResourceId,
      publicNetworkAccessForIngestion: applicationinsights.PublicNetworkAccessType.Enabled,
      publicNetworkAccessForQuery: applicationinsights.PublicNetworkAccessType.Enabled,
    },
    child,
  );
}
