/**
 * An AKS cluster that serves endpoints of a workspace.
 * https://learn.microsoft.com/azure/machine-learning/how-to-attach-kubernetes-anywhere
 */
import { RoleAssignment } from "@pulumi/azure-native/authorization";
import { Extension } from "@pulumi/azure-native/kubernetesconfiguration";
import { Compute } from "@pulumi/azure-native/machinelearningservices";
import * as pulumi from "@pulumi/pulumi";

import { providerScope } from "../access/subscription";
import { refuseIfAny } from "../arguments-error";
import { checkKubernetesInferenceCompute } from "./check-compute";
import { KubernetesInferenceComputeArgs } from "./compute-arguments";
import { createCompute } from "./create-compute";
import { createExtension } from "./create-extension";
import { planKubernetesInferenceCompute } from "./plan-compute";

interface KubernetesInferenceComputeChildren {
  readonly extension: Extension;
  readonly compute: Compute;
  readonly grants: readonly RoleAssignment[];
}

const children = new WeakMap<KubernetesInferenceCompute, KubernetesInferenceComputeChildren>();

/**
 * The Azure Machine Learning extension on an AKS cluster, for inference only, with an internal load balancer and TLS, and
 * that cluster attached to a workspace with an identity that may pull images and read models.
 *
 * Refused: a router without certificate, two kinds of certificate, a cluster of another subscription, an unknown default
 * instance type.
 */
export class KubernetesInferenceCompute extends pulumi.ComponentResource {
  /** ARM id of the compute, which Kubernetes online endpoints name. */
  public readonly computeId: pulumi.Output<string>;
  /** Name of the compute in the workspace. */
  public readonly computeName: pulumi.Output<string>;
  /** ARM id of the extension. */
  public readonly extensionId: pulumi.Output<string>;

  constructor(name: string, args: KubernetesInferenceComputeArgs, opts?: pulumi.ComponentResourceOptions) {
    super("azureml-secure-inference:index:KubernetesInferenceCompute", name, args, opts);
    refuseIfAny(`Kubernetes compute "${name}"`, checkKubernetesInferenceCompute(args));
    const plan = planKubernetesInferenceCompute(name, args);
    const child = { parent: this };

    const extension = createExtension(name, plan, args, child);
    const { compute, grants } = createCompute(name, plan, args, extension, providerScope(this), child);

    children.set(this, { extension, compute, grants });
    this.computeId = compute.id;
    this.computeName = compute.name;
    this.extensionId = extension.id;
    this.registerOutputs({
      computeId: this.computeId,
      computeName: this.computeName,
      extensionId: this.extensionId,
    });
  }

  /** The extension. Only in TypeScript. */
  get extension(): Extension | undefined {
    return children.get(this)?.extension;
  }

  /** The compute in the workspace. Only in TypeScript. */
  get compute(): Compute | undefined {
    return children.get(this)?.compute;
  }

  /** The rights of the compute's identity. Only in TypeScript. */
  get grants(): readonly RoleAssignment[] {
    return children.get(this)?.grants ?? [];
  }
}
