/**
 * What a deployment of an online endpoint is told, on either kind of endpoint.
 * https://learn.microsoft.com/azure/machine-learning/reference-yaml-deployment-managed-online
 */
import * as pulumi from "@pulumi/pulumi";

/** Scoring code beside the model. A model in MLflow's format brings its own. */
export interface ScoringCodeArgs {
  /** ARM id of the code version. */
  codeId: pulumi.Input<string>;
  /** File in it that answers requests, for instance `score.py`. */
  scoringScript: pulumi.Input<string>;
}

/** How a deployment takes requests. */
export interface RequestSettingsArgs {
  /** Requests that one instance answers at a time. Default: Azure's, 1. */
  maxConcurrentRequestsPerInstance?: number;
  /** Seconds until a request is given up: at most 180 on a managed endpoint, 300 on a Kubernetes one. Default: Azure's, 5. */
  timeoutSeconds?: number;
}

/** How Azure finds out whether an instance is alive or ready. */
export interface ProbeArgs {
  /** Seconds before the first try. Default: Azure's, 10. */
  initialDelaySeconds?: number;
  /** Seconds between tries. Default: Azure's, 10. */
  periodSeconds?: number;
  /** Seconds until a try is given up. Default: Azure's, 2. */
  timeoutSeconds?: number;
  /** Failures in a row that count. Default: Azure's, 30. */
  failureThreshold?: number;
}

/** What every deployment has. */
export interface OnlineDeploymentArgs {
  /** Id of the model: an ARM id, or `azureml:<name>:<version>`. */
  model: pulumi.Input<string>;
  /** Id of the environment, which names the image. Default: that of an MLflow model. */
  environmentId?: pulumi.Input<string>;
  /** Scoring code. Default: none, for an MLflow model or an image that has it. */
  code?: ScoringCodeArgs;
  /** Environment variables of the container. Secrets don't belong here: they are readable in Azure. */
  environmentVariables?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /** How it takes requests. */
  requestSettings?: RequestSettingsArgs;
  /** Is the container alive? */
  livenessProbe?: ProbeArgs;
  /** May the container get requests? */
  readinessProbe?: ProbeArgs;
  /** Whether requests are traced in the workspace's Application Insights. Default: true. */
  applicationInsights?: pulumi.Input<boolean>;
  /** What the deployment is for. */
  description?: pulumi.Input<string>;
}
