/**
 * The Azure Machine Learning extension on the cluster, as an ARM resource: no kubectl, so no route from the runner to the
 * private API server is needed.
 * https://learn.microsoft.com/azure/machine-learning/how-to-deploy-kubernetes-extension
 */
import { Extension, ResourceIdentityType } from "@pulumi/azure-native/kubernetesconfiguration";
import * as pulumi from "@pulumi/pulumi";

import { armIdParts } from "../check-arm-id";
import { childName } from "../child-names";
import { extensionTimeouts } from "../timeouts";
import { InferenceCertificateArgs, KubernetesInferenceComputeArgs } from "./compute-arguments";
import { KubernetesInferenceComputePlan, regionSettings } from "./plan-compute";

export function createExtension(
  name: string,
  plan: KubernetesInferenceComputePlan,
  args: KubernetesInferenceComputeArgs,
  child: pulumi.CustomResourceOptions,
): Extension {
  const cluster = armIdParts(args.clusterId, "Microsoft.ContainerService/managedClusters", "clusterId");
  const clusterName = cluster.apply(({ names }) => names[0] ?? "");
  const { certificate } = args.router;
  return new Extension(
    childName(name, "extension"),
    {
      resourceGroupName: cluster.resourceGroupName,
      clusterRp: "Microsoft.ContainerService",
      clusterResourceName: "managedClusters",
      clusterName,
      extensionName: plan.extensionName,
      extensionType: "Microsoft.AzureML.Kubernetes",
      releaseTrain: "stable",
      autoUpgradeMinorVersion: true,
      identity: { type: ResourceIdentityType.SystemAssigned },
      scope: { cluster: { releaseNamespace: "azureml" } },
      configurationSettings: {
        ...plan.settings,
        ...placeSettings(args.location),
        ...clusterSettings(args.clusterId, clusterName),
        ...certificateSettings(certificate),
      },
      configurationProtectedSettings: protectedSettings(certificate),
    },
    { ...child, customTimeouts: extensionTimeouts },
  );
}

function placeSettings(location: pulumi.Input<string>) {
  const settings = pulumi.output(location).apply(regionSettings);
  return {
    domain: settings.domain,
    location: settings.location,
    jobSchedulerLocation: settings.jobSchedulerLocation,
  };
}

function clusterSettings(clusterId: pulumi.Input<string>, clusterName: pulumi.Input<string>) {
  return {
    clusterId,
    cluster_name: clusterId,
    cluster_name_friendly: clusterName,
    "prometheus.prometheusSpec.externalLabels.cluster_name": clusterId,
  };
}

function certificateSettings(certificate: InferenceCertificateArgs): Record<string, pulumi.Input<string>> {
  const { hostName, secretName } = certificate;
  return {
    sslCname: hostName,
    ...(secretName === undefined ? {} : { sslSecret: secretName, "scoringFe.sslSecret": secretName }),
  };
}

/** All of them at each update: what is left out is deleted. */
function protectedSettings(certificate: InferenceCertificateArgs) {
  const { certificatePem, privateKeyPem } = certificate;
  if (certificatePem === undefined || privateKeyPem === undefined) {
    return undefined;
  }
  return { "scoringFe.sslCert": base64(certificatePem), "scoringFe.sslKey": base64(privateKeyPem) };
}

function base64(pem: pulumi.Input<string>): pulumi.Output<string> {
  return pulumi.secret(pulumi.output(pem).apply((text) => Buffer.from(text, "utf8").toString("base64")));
}
