/** A front door with its firewall before an origin that is somebody else's. */
import { CapturedResource } from "../../../policies/capture/captured-stack";
import { notYet } from "../captured";
import { Program } from "./program";

export function frontDoor(): readonly CapturedResource[] {
  const program = new Program("door");
  const profile = program.inGroup("azure-native:cdn:Profile", "door", {
    location: "global",
    sku: { name: "Premium_AzureFrontDoor" },
  });
  const endpoint = program.inGroup(
    "azure-native:cdn:AFDEndpoint",
    "shop",
    { location: "global", profileName: notYet, enabledState: "Enabled" },
    { profileName: [profile] },
  );
  const origins = program.inGroup(
    "azure-native:cdn:AFDOriginGroup",
    "origins",
    { profileName: notYet, healthProbeSettings: { probePath: "/", probeProtocol: "Https" } },
    { profileName: [profile] },
  );
  program.inGroup(
    "azure-native:cdn:AFDOrigin",
    "shop",
    { profileName: notYet, originGroupName: notYet, hostName: "shop.example", priority: 1, weight: 1000 },
    { profileName: [profile], originGroupName: [origins] },
  );
  program.inGroup(
    "azure-native:cdn:Route",
    "all",
    { profileName: notYet, endpointName: notYet, originGroup: { id: notYet }, patternsToMatch: ["/*"] },
    { profileName: [profile], endpointName: [endpoint], originGroup: [origins] },
  );
  program.inGroup("azure-native:frontdoor:Policy", "waf", {
    location: "global",
    sku: { name: "Premium_AzureFrontDoor" },
    policySettings: { enabledState: "Enabled", mode: "Detection" },
  });
  return program.resources;
}
