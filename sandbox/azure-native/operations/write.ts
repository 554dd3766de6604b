// Create, update and delete against the sandbox's Azure, and what their previews answer.

import {
  type CreateRequest,
  type CreateResult,
  type DeleteRequest,
  Refused,
  type UpdateRequest,
} from "../../provider/resource-provider";
import { holdsUnknown, member, plainMap, type PropertyMap } from "../../provider/value";
import { refuseIfAzureWould } from "../refusals";
import type { WriteRequest } from "../refusals/refusal";
import type { ResourceModel } from "../schema/resource-model";
import type { ResourceManager, StoredResource } from "../state/resource-manager";
import { createdOutputs, type Place, previewOutputs } from "./outputs";
import { resourceId } from "./resource-id";
import { addressInSubnet } from "./subnet-address";

export interface Cloud {
  azure: ResourceManager;
  subscriptionId: string;
  tenantId: string;
}

export function create(model: ResourceModel, request: CreateRequest, cloud: Cloud): CreateResult {
  if (request.preview) {
    return { id: "", properties: previewOutputs(model, request.inputs) };
  }
  const resource = written(model, request.inputs, cloud);
  if (cloud.azure.exists(resource.id)) {
    throw alreadyExists(resource.id);
  }
  refuseIfAzureWould(writeRequest("create", model, resource), cloud.azure);
  if (!cloud.azure.create(resource)) {
    throw alreadyExists(resource.id);
  }
  return { id: resource.id, properties: cloud.azure.get(resource.id)?.properties ?? resource.properties };
}

export function update(model: ResourceModel, request: UpdateRequest, cloud: Cloud): PropertyMap {
  const { news, olds } = request;
  if (request.preview) {
    // These two never change in an update; unknown, they would replace every child that uses them.
    const stable = ["name", "location"].flatMap((name) => {
      const value = member(olds, name);
      return value === undefined ? [] : [[name, value]];
    });
    return { ...previewOutputs(model, news), ...(Object.fromEntries(stable) as PropertyMap) };
  }
  const resource = { ...written(model, news, cloud), id: request.id };
  refuseIfAzureWould(writeRequest("update", model, resource), cloud.azure);
  cloud.azure.replace(resource);
  return cloud.azure.get(resource.id)?.properties ?? resource.properties;
}

export function remove(model: ResourceModel, request: DeleteRequest, cloud: Cloud): void {
  const stored = cloud.azure.get(request.id);
  if (stored === undefined) {
    return;
  }
  refuseIfAzureWould(writeRequest("delete", model, stored), cloud.azure);
  cloud.azure.delete(request.id);
}

function writeRequest(
  operation: WriteRequest["operation"],
  model: ResourceModel,
  resource: StoredResource,
): WriteRequest {
  const { id, properties } = resource;
  return { operation, id, isPathKnown: model.isPathKnown, token: model.token, properties: plainMap(properties) };
}

function written(model: ResourceModel, inputs: PropertyMap, cloud: Cloud): StoredResource {
  const open = Object.entries(inputs).find(([, value]) => holdsUnknown(value));
  if (open !== undefined) {
    throw new Refused(`'${open[0]}' of ${model.token} is still unknown in an update; ${adviceFor(open[0], inputs)}`);
  }
  const place: Place = {
    id: resourceId(model, inputs, cloud.subscriptionId),
    addressIn: (subnetId, who) => addressInSubnet(cloud.azure, subnetId, who),
    subscriptionId: cloud.subscriptionId,
    tenantId: cloud.tenantId,
  };
  return { id: place.id, token: model.token, properties: createdOutputs(model, inputs, place) };
}

function adviceFor(input: string, inputs: PropertyMap): string {
  const group = member(inputs, "resourceGroupName");
  return input === "location" && typeof group === "string"
    ? `the sandbox knows no resource group '${group}' to take it from: create it in a stack on the same sandbox, or set azure-native:location`
    : "give it a value";
}

function alreadyExists(id: string): Refused {
  return new Refused(`cannot create already existing resource '${id}'`);
}
