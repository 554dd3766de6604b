// Kinds of Kubernetes objects: which lie in no namespace, and which parts of each can't be changed.
// https://kubernetes.io/docs/reference/kubernetes-api/

export interface ObjectKind {
  /** As in a manifest: `v1`, `apps/v1`. */
  apiVersion: string;
  kind: string;
  /** The token under which the SDK declares it. */
  declared: string;
}

/** `kubernetes:core/v1:Secret` is `v1` and `Secret`; undefined for a token of another form. */
export function kindOf(token: string): ObjectKind | undefined {
  const match = /^kubernetes:(?:([^:/]+)\/)?([^:/]+):(\w+)$/.exec(token);
  if (match === null) {
    return undefined;
  }
  const [, group = "", version = "", kind = ""] = match;
  return {
    apiVersion: group === "" || group === "core" ? version : `${group}/${version}`,
    kind,
    // Folders of the SDK are named after the first part of a group: `networking.k8s.io` is `networking`.
    declared: `kubernetes:${group.split(".")[0] ?? ""}/${version}:${kind}`,
  };
}

const clusterScoped = new Set([
  "APIService",
  "CSIDriver",
  "CSINode",
  "CertificateSigningRequest",
  "ClusterRole",
  "ClusterRoleBinding",
  "ClusterTrustBundle",
  "CustomResourceDefinition",
  "FlowSchema",
  "IngressClass",
  "MutatingAdmissionPolicy",
  "MutatingAdmissionPolicyBinding",
  "MutatingWebhookConfiguration",
  "Namespace",
  "Node",
  "PersistentVolume",
  "PriorityClass",
  "PriorityLevelConfiguration",
  "RuntimeClass",
  "StorageClass",
  "ValidatingAdmissionPolicy",
  "ValidatingAdmissionPolicyBinding",
  "ValidatingWebhookConfiguration",
  "VolumeAttachment",
]);

export function isClusterScoped({ kind }: ObjectKind): boolean {
  return clusterScoped.has(kind);
}

const fixedParts: Record<string, string[]> = {
  ClusterRoleBinding: ["roleRef"],
  DaemonSet: ["spec.selector"],
  Deployment: ["spec.selector"],
  Job: ["spec.selector", "spec.template"],
  PersistentVolumeClaim: ["spec.accessModes", "spec.storageClassName", "spec.volumeName", "spec.selector"],
  Pod: ["spec"],
  RoleBinding: ["roleRef"],
  Secret: ["type"],
  Service: ["spec.clusterIP"],
  StatefulSet: ["spec.selector", "spec.serviceName", "spec.podManagementPolicy", "spec.volumeClaimTemplates"],
  StorageClass: ["parameters", "provisioner"],
};

/** Paths whose change makes a new object: its identity always, and what the API server refuses to change. */
export function replacingPaths({ kind }: ObjectKind): string[] {
  return ["apiVersion", "kind", "metadata.name", "metadata.namespace", ...(fixedParts[kind] ?? [])];
}
