import type { ConnectionView } from "../../../src/api/v1/shapes/connection.ts";
import type { ConnectionSettings } from "../../../src/model/settings.ts";
import type { Step } from "./list-steps.ts";

/** The sentence under a step's name: what came of it, or what it will be about. */
export function explainStep(step: Step, connection: ConnectionView, settings: ConnectionSettings | undefined): string {
  const isDone = step.state === "done";
  switch (step.name) {
    case "connect":
      return isDone ? explainConnected(connection) : "Let Muster read the directory. It never writes to it.";
    case "check":
      return isDone ? "Looked at what may be read." : "What may be read, tried just now, and five people as read.";
    case "rules":
      return isDone ? explainRules(settings) : "Which accounts become users or agents, and of which site.";
    case "match":
      return isDone ? explainMatching(settings) : "How people who are on the desk already are recognised, so that nobody is doubled.";
    case "preview":
      return isDone ? "The first import was applied." : "Everything that a first import would change, to look through. Nothing is written.";
    case "schedule":
      return "How imports go on by themselves.";
  }
}

function explainConnected({ signIn, type }: ConnectionView): string {
  return signIn.account === null ? `Connected to ${type}.` : `Connected to ${type} as ${signIn.account}.`;
}

function explainRules(settings: ConnectionSettings | undefined): string {
  const mappings = settings?.mappings ?? [];
  const names = mappings.map(({ name }) => name);
  const shown = names.slice(0, 3).join(", ");
  const more = names.length > 3 ? ` and ${names.length - 3} more` : "";
  return `${names.length === 1 ? "1 rule" : `${names.length} rules`}: ${shown}${more}.`;
}

function explainMatching(settings: ConnectionSettings | undefined): string {
  const isEmpty = settings === undefined || settings.matching.users.length + settings.matching.agents.length === 0;
  return isEmpty ? "By the Google id only." : "By the Google id, then by the fields that you chose.";
}
