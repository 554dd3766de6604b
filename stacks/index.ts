/** One environment: its configuration chooses the road, the road's program makes the resources. */
import { ResourceGroup } from "@pulumi/azure-native/resources";
import * as pulumi from "@pulumi/pulumi";

import { ArgumentsError } from "../index";
import { namespace, readConfiguration, StackConfiguration } from "./config";
import { customNetwork } from "./custom-network";
import { managedNetwork } from "./managed-network";
import { Place, StackOutputs } from "./place";
import { privateCluster } from "./private-cluster";

export = deploy(pulumi.getStack(), configurationOrRefusal());

function configurationOrRefusal(): StackConfiguration {
  const values = pulumi.runtime.allConfig();
  const result = readConfiguration(values, secretKeys());
  if ("problems" in result) {
    throw new ArgumentsError("the configuration", result.problems);
  }
  return result.configuration;
}

/** The engine tells a program by this variable which values are secrets; the SDK keeps its reader to itself. */
function secretKeys(): ReadonlySet<string> {
  return new Set(JSON.parse(process.env.PULUMI_CONFIG_SECRET_KEYS ?? "[]") as string[]);
}

function deploy(environment: string, configuration: StackConfiguration): StackOutputs {
  const { location } = configuration;
  const tags = { environment, project: namespace, ...configuration.tags };
  const group = new ResourceGroup(`aml-${environment}`, { location, tags });
  const place: Place = { name: `aml-${environment}`, resourceGroupName: group.name, location, tags };
  return { resourceGroupName: group.name, ...alongTheRoad(place, configuration) };
}

function alongTheRoad(place: Place, configuration: StackConfiguration): StackOutputs {
  switch (configuration.road) {
    case "managed-network":
      return managedNetwork(place, configuration);
    case "custom-network":
      return customNetwork(place, configuration);
    case "private-cluster":
      return privateCluster(place, configuration);
  }
}
