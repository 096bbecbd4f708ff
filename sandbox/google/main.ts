import { parseArgs } from "node:util";
import { type GoogleSandboxOptions, startGoogleSandbox } from "./server.ts";

const usage = `Usage: node sandbox/google/main.ts [--port <n>] [--org demo | --org generated:<people>[:<groups>]]
                                  [--latency <ms>] [--page-cap <n>] [--issuer <url>] [--quiet]`;

try {
  const { values } = parseArgs({
    options: {
      port: { type: "string", default: "7781" },
      org: { type: "string", default: "demo" },
      latency: { type: "string", default: "0" },
      "page-cap": { type: "string" },
      issuer: { type: "string" },
      quiet: { type: "boolean", default: false },
    },
  });
  const sandbox = await startGoogleSandbox({
    port: whole("--port", values.port),
    org: orgOf(values.org),
    latencyMs: whole("--latency", values.latency),
    ...(values["page-cap"] !== undefined && { pageCap: whole("--page-cap", values["page-cap"]) }),
    ...(values.issuer !== undefined && { issuer: values.issuer }),
  });
  if (!values.quiet) console.log(`google sandbox listening on ${sandbox.url}`);
  const stop = () => void sandbox.close().then(() => process.exit(0));
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
} catch (error) {
  console.error(error instanceof Error ? `${error.message}\n${usage}` : usage);
  process.exitCode = 2;
}

function orgOf(text: string): NonNullable<GoogleSandboxOptions["org"]> {
  if (text === "demo") return "demo";
  const found = /^generated:(\d+)(?::(\d+))?$/.exec(text);
  if (found === null) throw new Error(`--org takes demo or generated:<people>[:<groups>], not ${text}.`);
  const [, people, groups] = found;
  return { generated: { people: Number(people), ...(groups !== undefined && { groups: Number(groups) }) } };
}

function whole(name: string, text: string): number {
  if (!/^\d+$/.test(text)) throw new Error(`${name} takes a whole number, not ${text}.`);
  return Number(text);
}
