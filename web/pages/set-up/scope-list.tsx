import { Text } from "@mantine/core";
import type { ConnectionView } from "../../../src/api/v1/shapes/connection.ts";
import { CopyButton } from "../../ui/copy-button.tsx";
import { Copied } from "./copied.tsx";

interface ScopeListProps {
  readonly scopes: ConnectionView["scopes"];
  /** What stands between two of them where all are copied at once. */
  readonly joinedBy: string;
}

/** What Muster asks for, each with why, to copy one by one or all at once. */
export function ScopeList({ scopes, joinedBy }: ScopeListProps) {
  return (
    <>
      {scopes.map(({ scope, why }) => (
        <div key={scope}>
          <Copied value={scope} label={`Copy the scope ${scope}`} />
          <Text size="sm" c="dimmed" ps="sm">
            {why}
          </Text>
        </div>
      ))}
      <Text size="sm" component="div" mt="xs">
        All {scopes.length} at once:{" "}
        <CopyButton value={scopes.map(({ scope }) => scope).join(joinedBy)} label={`Copy all ${scopes.length} scopes`} />
      </Text>
    </>
  );
}
