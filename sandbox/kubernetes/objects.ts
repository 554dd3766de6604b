// What the API server adds to an object that it takes, and the status of the few kinds whose status a
// program goes on to use.

import type { ClassShape } from "../declarations/shape";
import { inventedAddress, inventedGuid } from "../provider/invented";
import { isMap, member, type PropertyMap, reveal, unknown, type Value } from "../provider/value";
import { isClusterScoped, type ObjectKind } from "./kinds";

/** An object before it is sent: its status, and a name that the server chooses, are unknown. */
export function previewedObject(inputs: PropertyMap, shape: ClassShape | undefined): PropertyMap {
  const names = shape === undefined ? ["status"] : [...shape.outputs.properties.keys()];
  const computed = names.filter((name) => name === "status" && member(inputs, name) === undefined);
  return { ...inputs, ...Object.fromEntries(computed.map((name) => [name, unknown])) };
}

export function createdObject(kind: ObjectKind, inputs: PropertyMap, defaultNamespace: string): PropertyMap {
  if (!Object.hasOwn(inputs, "apiVersion")) {
    const namespace = member(inputs, "namespace") ?? defaultNamespace;
    return {
      ...inputs,
      namespace,
      status: { name: member(inputs, "name") ?? "", namespace, status: "deployed", revision: 1 },
    };
  }
  const given = metadataOf(inputs);
  const identity = `${kind.apiVersion}/${kind.kind}/${JSON.stringify(member(given, "namespace") ?? "")}/${JSON.stringify(member(given, "name") ?? "")}`;
  const name = member(given, "name") ?? `${String(member(given, "generateName"))}${inventedGuid(identity).slice(0, 5)}`;
  const metadata: PropertyMap = {
    ...given,
    name,
    ...(isClusterScoped(kind) ? {} : { namespace: member(given, "namespace") ?? defaultNamespace }),
    uid: inventedGuid(identity),
    resourceVersion: "1",
    generation: 1,
    // One fixed moment: a state that changed with the clock would never refresh clean.
    creationTimestamp: "2026-01-01T00:00:00Z",
  };
  return { ...inputs, metadata, ...statusOf(kind, inputs, identity) };
}

export function updatedObject(
  kind: ObjectKind,
  inputs: PropertyMap,
  olds: PropertyMap,
  defaultNamespace: string,
): PropertyMap {
  const created = createdObject(kind, inputs, defaultNamespace);
  if (!Object.hasOwn(created, "metadata")) {
    return created;
  }
  const old = metadataOf(olds);
  const metadata = {
    ...metadataOf(created),
    uid: member(old, "uid") ?? inventedGuid(kind.kind),
    generation: Number(member(old, "generation") ?? 0) + 1,
    resourceVersion: String(Number(member(old, "resourceVersion") ?? 0) + 1),
  };
  return { ...created, metadata };
}

function metadataOf(object: PropertyMap): PropertyMap {
  const metadata = reveal(member(object, "metadata"));
  return isMap(metadata) ? metadata : {};
}

function statusOf(kind: ObjectKind, inputs: PropertyMap, identity: string): { status?: Value } {
  const spec = reveal(member(inputs, "spec"));
  const replicas = isMap(spec) ? (member(spec, "replicas") ?? 1) : 1;
  switch (kind.kind) {
    case "Namespace":
      return { status: { phase: "Active" } };
    case "Deployment":
    case "StatefulSet":
      return { status: { replicas, readyReplicas: replicas, availableReplicas: replicas, updatedReplicas: replicas } };
    case "Service":
      return isMap(spec) && member(spec, "type") === "LoadBalancer"
        ? { status: { loadBalancer: { ingress: [{ ip: inventedAddress(identity) }] } } }
        : { status: { loadBalancer: {} } };
    default:
      return {};
  }
}
