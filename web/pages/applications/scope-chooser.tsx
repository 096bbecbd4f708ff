import { Checkbox, SimpleGrid, Switch } from "@mantine/core";
import { useState } from "react";
import type { ApplicationList } from "../../../src/api/v1/shapes/access.ts";

interface ScopeChooserProps {
  readonly scopes: ApplicationList["scopes"];
  readonly value: readonly string[];
  readonly error: string | undefined;
  readonly onChange: (value: string[]) => void;
}

/** What an application may do, in words, each once. Other names for the same, and names that give nothing here, are shown to those who look for them. */
export function ScopeChooser({ scopes, value, error, onChange }: ScopeChooserProps) {
  const [showsAll, setShowsAll] = useState(false);
  const shown = scopes.filter((scope, index) => showsAll || value.includes(scope.name) || (!scope.isEmpty && isFirst(scopes, index)));
  return (
    <div>
      <Checkbox.Group
        label="What it may do"
        description="Never more than the agent it acts as."
        withAsterisk
        value={[...value]}
        error={error}
        onChange={onChange}
      >
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xs" verticalSpacing={6} mt="xs">
          {shown.map((scope) => (
            <Checkbox key={scope.name} value={scope.name} label={scope.says} description={scope.name} />
          ))}
        </SimpleGrid>
      </Checkbox.Group>
      {scopes.length > shown.length || showsAll ? (
        <Switch
          mt="sm"
          size="xs"
          label="Show every name that HaloPSA's clients ask for"
          checked={showsAll}
          onChange={(event) => setShowsAll(event.currentTarget.checked)}
        />
      ) : null}
    </div>
  );
}

/** Several names mean the same. */
function isFirst(scopes: ScopeChooserProps["scopes"], index: number): boolean {
  return scopes.findIndex((scope) => scope.says === scopes[index]?.says) === index;
}
