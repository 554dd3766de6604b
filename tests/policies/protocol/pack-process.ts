/** The built pack in its own process, spoken to as the engine does: over gRPC. */
import { ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import path from "node:path";
import { credentials } from "@grpc/grpc-js";
import * as messages from "@pulumi/pulumi/proto/analyzer_pb";
import { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";

const root = path.resolve(__dirname, "../../..");

export interface Registered {
  readonly type: string;
  readonly name: string;
  readonly inputs: Record<string, unknown>;
  readonly outputs?: Record<string, unknown>;
  readonly propertyDependencies?: Readonly<Record<string, readonly Registered[]>>;
}

export interface Diagnostic {
  readonly policy: string;
  readonly message: string;
  readonly level: "advisory" | "mandatory";
  readonly urn: string;
}

export interface StackAnswer {
  readonly diagnostics: readonly Diagnostic[];
  readonly notApplicable: readonly string[];
}

export type Level = "advisory" | "mandatory" | "disabled" | "remediate";
export type Levels = Readonly<Record<string, Level>>;

export function urnOf(resource: Registered): string {
  return `urn:pulumi:dev::project::${resource.type}::${resource.name}`;
}

export class PackProcess {
  private constructor(
    private readonly process: ChildProcess,
    private readonly client: AnalyzerClient,
    /** All that the pack printed besides its port. */
    readonly output: string[],
  ) {}

  /** @param folder of a pack; the built one of this repository, if absent */
  static async start(folder = path.join(root, "policies")): Promise<PackProcess> {
    const entry = require.resolve("@pulumi/pulumi/cmd/run-policy-pack");
    const child = spawn(process.execPath, [entry, "127.0.0.1:1", folder], {
      cwd: folder,
      env: { ...process.env, PULUMI_CONFIG: "{}", PULUMI_NODEJS_PROJECT: "project", PULUMI_NODEJS_STACK: "dev" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const output: string[] = [];
    child.stderr.on("data", (chunk: Buffer) => output.push(chunk.toString()));
    const lines = createInterface({ input: child.stdout });
    const port = await new Promise<string>((resolve, reject) => {
      lines.once("line", resolve);
      child.once("exit", () => reject(new Error(`the pack did not start: ${output.join("")}`)));
    });
    lines.on("line", (line) => output.push(line));
    const client = new AnalyzerClient(`127.0.0.1:${port}`, credentials.createInsecure());
    return new PackProcess(child, client, output);
  }

  stop(): void {
    this.client.close();
    this.process.kill();
  }

  policies(): Promise<readonly { name: string; type: number; level: number; schema: boolean }[]> {
    return new Promise((resolve, reject) => {
      this.client.getAnalyzerInfo(new Empty(), (error, info) => {
        if (error) {
          reject(error);
          return;
        }
        resolve(
          info.getPoliciesList().map((policy) => ({
            name: policy.getName(),
            type: policy.getPolicyType(),
            level: policy.getEnforcementlevel(),
            schema: policy.getConfigschema() !== undefined,
          })),
        );
      });
    });
  }

  configure(levels: Levels, properties: Readonly<Record<string, Record<string, unknown>>> = {}): Promise<void> {
    const request = new messages.ConfigureAnalyzerRequest();
    for (const [name, level] of Object.entries(levels)) {
      const config = new messages.PolicyConfig();
      config.setEnforcementlevel(
        { advisory: 0, mandatory: 1, disabled: 2, remediate: 3 }[level] as Parameters<
          typeof config.setEnforcementlevel
        >[0],
      );
      config.setProperties(struct(properties[name] ?? {}));
      request.getPolicyconfigMap().set(name, config);
    }
    return new Promise((resolve, reject) => {
      this.client.configure(request, (error) => (error ? reject(error) : resolve()));
    });
  }

  /** Registers all resources, then lets the pack judge the finished stack. */
  async analyze(resources: readonly Registered[]): Promise<StackAnswer> {
    for (const resource of resources) {
      await this.register(resource);
    }
    return this.analyzeStack(resources);
  }

  /** The first half of a registration: what a policy of level `remediate` might change. */
  remediate(resource: Registered): Promise<void> {
    return new Promise((resolve, reject) => {
      this.client.remediate(registration(resource), (error) => (error ? reject(error) : resolve()));
    });
  }

  register(resource: Registered): Promise<readonly Diagnostic[]> {
    return new Promise((resolve, reject) => {
      this.client.analyze(registration(resource), (error, response) =>
        error ? reject(error) : resolve(response.getDiagnosticsList().map(read)),
      );
    });
  }

  analyzeStack(resources: readonly Registered[]): Promise<StackAnswer> {
    const request = new messages.AnalyzeStackRequest();
    request.setResourcesList(resources.map(finished));
    return new Promise((resolve, reject) => {
      this.client.analyzeStack(request, (error, response) =>
        error
          ? reject(error)
          : resolve({
              diagnostics: response.getDiagnosticsList().map(read),
              notApplicable: response.getNotApplicableList().map((one) => one.getPolicyName()),
            }),
      );
    });
  }
}

function registration(resource: Registered): messages.AnalyzeRequest {
  const request = new messages.AnalyzeRequest();
  request.setType(resource.type);
  request.setUrn(urnOf(resource));
  request.setName(resource.name);
  request.setProperties(struct(resource.inputs));
  request.setOptions(new messages.AnalyzerResourceOptions());
  return request;
}

function finished(resource: Registered): messages.AnalyzerResource {
  const message = new messages.AnalyzerResource();
  message.setType(resource.type);
  message.setUrn(urnOf(resource));
  message.setName(resource.name);
  message.setProperties(struct(resource.outputs ?? {}));
  message.setOptions(new messages.AnalyzerResourceOptions());
  for (const [property, on] of Object.entries(resource.propertyDependencies ?? {})) {
    const dependencies = new messages.AnalyzerPropertyDependencies();
    dependencies.setUrnsList(on.map(urnOf));
    message.getPropertydependenciesMap().set(property, dependencies);
  }
  return message;
}

function read(diagnostic: messages.AnalyzeDiagnostic): Diagnostic {
  return {
    policy: diagnostic.getPolicyname(),
    message: diagnostic.getMessage(),
    level: diagnostic.getEnforcementlevel() === 0 ? "advisory" : "mandatory",
    urn: diagnostic.getUrn(),
  };
}

function struct(value: Record<string, unknown>): Struct {
  return Struct.fromJavaScript(value as Parameters<typeof Struct.fromJavaScript>[0]);
}
