import { Alert, Button, Group, List, Text } from "@mantine/core";
import type { Problem } from "../../src/api/v1/shapes/common.ts";
import { Refused } from "../api.ts";
import { CopyButton } from "./copy-button.tsx";
import { IconAlertTriangle, IconRefresh } from "./icons.ts";

interface Props {
  readonly error: unknown;
  readonly onRetry?: (() => void) | undefined;
}

/** What went wrong, in the server's own words, and what can be done about it. */
export function ProblemAlert({ error, onRetry }: Props) {
  if (error === null || error === undefined) return null;
  const problem = problemOf(error);
  return (
    <Alert role="alert" color="red" variant="light" title={problem.title} icon={<IconAlertTriangle aria-hidden />}>
      <Text size="sm" style={{ overflowWrap: "anywhere" }}>
        {problem.detail}
      </Text>
      {problem.faults !== undefined && problem.faults.length > 0 && (
        <List size="sm" mt="xs">
          {problem.faults.map((fault) => (
            <List.Item key={`${fault.at} ${fault.says}`}>
              <strong>{fault.at}</strong>: {fault.says}
            </List.Item>
          ))}
        </List>
      )}
      {(problem.vendorCode !== undefined || problem.id !== undefined) && (
        <Text size="xs" c="dimmed" mt="xs" style={{ overflowWrap: "anywhere" }}>
          {[problem.vendorCode, problem.id === undefined ? undefined : `Quote ${problem.id}`].filter(Boolean).join(" · ")}
        </Text>
      )}
      <Group gap="xs" mt="sm">
        {onRetry !== undefined && (
          <Button size="xs" variant="default" leftSection={<IconRefresh size={14} aria-hidden />} onClick={onRetry}>
            Try again
          </Button>
        )}
        <CopyButton value={forSupport(problem)} label="Copy for support" />
      </Group>
    </Alert>
  );
}

/** What is wrong at one place of the input, for the message below its field. */
export function faultAt(error: unknown, at: string): string | undefined {
  if (!(error instanceof Refused)) return undefined;
  return error.problem.faults?.find((fault) => fault.at === at)?.says;
}

/** Any error as a problem document; what is not the server's is our mistake. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Refused) return error.problem;
  const detail = error instanceof Error ? error.message : String(error);
  return { type: "about:blank", title: "Our mistake", status: 0, detail };
}

/** Everything that somebody who helps would ask for. Nothing in a problem document is secret. */
function forSupport(problem: Problem): string {
  const lines = [
    `Muster: ${problem.title} (${problem.status})`,
    problem.detail,
    ...(problem.faults ?? []).map((fault) => `${fault.at}: ${fault.says}`),
    ...(problem.vendorCode === undefined ? [] : [`Code: ${problem.vendorCode}`]),
    ...(problem.id === undefined ? [] : [`Id: ${problem.id}`]),
    `Page: ${window.location.pathname}${window.location.search}`,
    `Time: ${new Date().toISOString()}`,
  ];
  return lines.join("\n");
}
