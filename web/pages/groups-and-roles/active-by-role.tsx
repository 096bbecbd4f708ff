import { Button, Group, MultiSelect, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Draft } from "../../draft/use-draft.ts";
import { catalogueQuery } from "../../queries/connection.ts";
import { ConfirmButton } from "../../ui/confirm.tsx";
import { Section } from "../../ui/page.tsx";
import { ProblemAlert } from "../../ui/problem.tsx";
import { StateBadge } from "../../ui/state-badge.tsx";
import { ActivationNames } from "./activation-names.tsx";
import { changeActivation } from "./edit-groups.ts";
import styles from "./groups.module.css";
import { useActivation } from "./queries.ts";

interface ActiveByRoleProps {
  readonly connectionId: number;
  readonly draft: Draft;
  readonly isReadOnly: boolean;
}

/** Agents are active while they hold one of the chosen roles. Whoever would lose access is named before it can be turned on. */
export function ActiveByRole({ connectionId, draft, isReadOnly }: ActiveByRoleProps) {
  const catalogue = useQuery(catalogueQuery());
  const { isOn, roleIds: kept } = draft.settings.agentActivation;
  // While it is off, choosing roles is a question; nothing of it goes into the draft before it is turned on.
  const [tried, setTried] = useState<readonly number[]>(kept);
  const roleIds = isOn ? kept : tried;
  const preview = useActivation(connectionId, draft.settings, roleIds);
  const counted = roleIds.length > 0 && !preview.isPlaceholderData && !preview.isError ? preview.data : undefined;
  const losing = counted?.wouldLose.length ?? 0;
  const choose = (values: readonly string[]) => {
    const ids = values.map(Number);
    setTried(ids);
    if (isOn) draft.edit(changeActivation({ isOn: true, roleIds: ids }));
  };
  return (
    <Section
      title="Active by role"
      description="Agents of this connection are active while they hold one of these roles, and inactive when they hold none: both ways, at every import. Agents who may only use the API, who are never touched, and the last administrator are left alone."
    >
      <Stack gap="md" className={styles.card}>
        <Group gap="sm">
          <StateBadge tone={isOn ? "good" : "neutral"}>{isOn ? "On" : "Off"}</StateBadge>
          <Text size="sm" c="dimmed">
            {isOn ? "in these settings" : "whether an agent is active is decided by hand, and by suspended accounts"}
          </Text>
        </Group>
        <MultiSelect
          label="Roles that keep an agent active"
          placeholder={roleIds.length === 0 ? "Choose roles to see whom it would concern" : ""}
          maw={520}
          searchable
          readOnly={isReadOnly}
          data={(catalogue.data?.agentRoles ?? []).map(({ id, name }) => ({ value: String(id), label: name }))}
          value={roleIds.map(String)}
          onChange={choose}
          error={
            isOn && roleIds.length === 0 ? "Without a role every agent of this connection would lose access. Name at least one." : undefined
          }
        />
        {preview.isError && <ProblemAlert error={preview.error} onRetry={() => void preview.refetch()} />}
        {roleIds.length > 0 && counted === undefined && !preview.isError && (
          <Text size="sm" role="status">
            Looking who would be concerned…
          </Text>
        )}
        {counted !== undefined && <ActivationNames preview={counted} isOn={isOn} />}
        {!isReadOnly && (
          <Group>
            {isOn ? (
              <Button variant="default" onClick={() => draft.edit(changeActivation({ isOn: false, roleIds: [...kept] }))}>
                Turn off
              </Button>
            ) : (
              <ConfirmButton
                label={losing === 0 ? "Turn on" : `Turn on: ${losing.toLocaleString()} would lose access`}
                variant="default"
                isDisabled={counted === undefined}
                isDestructive={losing > 0}
                confirmTitle="Turn on Active by role?"
                confirmBody={explainTurningOn(losing, counted?.wouldLose.map(({ name }) => name) ?? [])}
                onConfirm={() => draft.edit(changeActivation({ isOn: true, roleIds: [...roleIds] }))}
              />
            )}
            {!isOn && roleIds.length === 0 && (
              <Text size="sm" c="dimmed">
                Choose roles first: then you see by name who would lose access.
              </Text>
            )}
          </Group>
        )}
      </Stack>
    </Section>
  );
}

function explainTurningOn(losing: number, names: readonly string[]): string {
  const later = "It goes into the draft; once published, imports act on it within the limits.";
  if (losing === 0) return `Nobody would lose access now. ${later}`;
  const more = names.length > 20 ? ` and ${(names.length - 20).toLocaleString()} more` : "";
  return `Would lose access: ${names.slice(0, 20).join(", ")}${more}. ${later}`;
}
