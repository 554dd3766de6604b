// The form of a refusal: Azure says no to something that its API description allows. One refusal a file,
// named after the error code.

import type { PropertyMap } from "../../provider/value";
import type { ResourceManager } from "../state/resource-manager";

export interface Refusal {
  /** Azure's error code. */
  code: string;
  status: number;
  /** Where the rule stands. */
  source: string;
  /** `read` in a document, or the day on which real Azure was seen to answer so. */
  evidence: "read" | { seen: string };
  /** Azure's words, or undefined when it does not object. */
  message(request: WriteRequest, azure: ResourceManager): string | undefined;
}

export interface WriteRequest {
  operation: "create" | "update" | "delete";
  id: string;
  /** False when the id follows a guessed path: nothing can then be said of what it lies in. */
  isPathKnown: boolean;
  /** Type token without version. */
  token: string;
  /** What would be written, in the SDK's shape, without secrets; of a delete, what is there. */
  properties: PropertyMap;
}
