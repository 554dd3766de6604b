import assert from "node:assert/strict";
import { azureType, classicType } from "../../../policies/convert/type-token";

describe("type tokens", () => {
  it("default, versioned and parameterised tokens of azure-native are one type", () => {
    for (const token of [
      "azure-native:network:NetworkSecurityGroup",
      "azure-native:network/v20240501:NetworkSecurityGroup",
      "azure-native_network_v20240101:network/v20240101:NetworkSecurityGroup",
    ]) {
      assert.equal(azureType(token), "network:NetworkSecurityGroup", token);
    }
  });

  it("other packages are none of azure-native's", () => {
    for (const token of [
      "azure:network/networkSecurityGroup:NetworkSecurityGroup",
      "kubernetes:core/v1:Namespace",
      "pulumi:providers:azure-native",
      "azure-nativelike:network:NetworkSecurityGroup",
      "",
    ]) {
      assert.equal(azureType(token), undefined, token);
    }
  });

  it("classic tokens are told by their module", () => {
    assert.equal(classicType("azure:network/subnet:Subnet"), "network/subnet");
    assert.equal(classicType("azure-native:network:Subnet"), undefined);
  });
});
