/**
 * How long Azure may take for the slow things. The engine's own default of 60 minutes is too short for some of them,
 * and a component's timeout isn't inherited by its children.
 */

/** Managed network with private endpoints and a firewall is provisioned while the workspace is created. */
export const workspaceTimeouts = { create: "2h", update: "2h", delete: "2h" };
export const clusterTimeouts = { create: "1h30m", update: "1h30m", delete: "1h30m" };
export const extensionTimeouts = { create: "1h", update: "1h", delete: "1h" };
/** An image may have to be built before the first instance starts. */
export const deploymentTimeouts = { create: "2h", update: "2h", delete: "1h" };
