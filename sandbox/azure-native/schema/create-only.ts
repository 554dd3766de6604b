// Members that can't change later, of classes without a constraint file: azure-native replaces the resource.
// provider/pkg/gen/replacement.go and, for blobs, provider/pkg/resources/customresources/custom_storage.go in
// https://github.com/pulumi/pulumi-azure-native, read 2026-11-24. Members marked in an API description that was not read
// are missing.

/** By module and class; paths of inputs. */
export const createOnly: Readonly<Record<string, readonly string[]>> = {
  "automation:JobSchedule": ["parameters"],
  "cdn:Profile": ["location", "sku.name"],
  "cosmosdb:SqlResourceSqlRoleAssignment": ["principalId", "scope"],
  "servicebus:Queue": ["enablePartitioning", "requiresDuplicateDetection", "requiresSession"],
  "servicebus:Topic": ["enablePartitioning", "requiresDuplicateDetection"],
  "storage:Blob": ["contentMd5", "source", "type"],
  "web:WebApp": ["kind", "location"],
};
