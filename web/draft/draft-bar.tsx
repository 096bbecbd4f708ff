import { Alert, Button, Collapse, Group, List, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconChevronDown, IconChevronUp, IconEye, IconPencil, IconUsers } from "@tabler/icons-react";
import { useState } from "react";
import { Refused } from "../api.ts";
import { ConfirmButton } from "../ui/confirm.tsx";
import classes from "./draft-bar.module.css";
import { DraftBehind } from "./draft-behind.tsx";
import { DraftEffect } from "./draft-effect.tsx";
import { DraftFaults } from "./draft-faults.tsx";
import { type Draft, useDraft } from "./use-draft.ts";

/**
 * What is being worked on and not in force yet, with what can be done about it. Nothing where there is no draft. The frame of a
 * directory's pages shows it below each of them; pages outside that frame place it themselves.
 */
export function DraftBar({ connectionId }: { readonly connectionId: number }) {
  const draft = useDraft(connectionId);
  if (!draft.isDraft) return null;
  const isRefused412 = draft.error instanceof Refused && draft.error.problem.status === 412;
  return (
    <section className={classes.bar} aria-label="Draft of the settings">
      <Stack gap="sm">
        {draft.isBehind || isRefused412 ? <DraftBehind connectionId={connectionId} draft={draft} /> : <DraftLine draft={draft} />}
        {draft.error !== null && !isRefused412 && <DraftFaults connectionId={connectionId} draft={draft} />}
        {draft.effect !== null && <DraftEffect connectionId={connectionId} draft={draft} effect={draft.effect} />}
      </Stack>
    </section>
  );
}

function DraftLine({ draft }: { readonly draft: Draft }) {
  const [isOpen, { toggle }] = useDisclosure(false);
  const [busy, setBusy] = useState<"effect" | "publish" | null>(null);
  // The server counts them; until it has answered the first edit, nobody knows.
  const isCounted = draft.changes.length > 0 || draft.saving === "saved";
  const n = draft.changes.length;
  const isSeen = draft.effect !== null && !draft.effect.isOutdated;
  const run = (what: "effect" | "publish", act: () => Promise<unknown>) => () => {
    setBusy(what);
    void act().finally(() => setBusy(null));
  };
  return (
    <>
      <Group justify="space-between" gap="sm">
        <Group gap="xs">
          <IconPencil size={18} aria-hidden />
          <Text fw={600}>Draft, not in force:</Text>
          <Button
            size="compact-sm"
            variant="subtle"
            onClick={toggle}
            aria-expanded={isOpen}
            rightSection={isOpen ? <IconChevronUp size={14} /> : <IconChevronDown size={14} />}
          >
            {isCounted ? explainChanges(n) : "changes"}
          </Button>
          <Text size="sm" c="dimmed" role="status" className={classes.saving}>
            {savingWords[draft.saving]}
          </Text>
        </Group>
        <Group gap="xs" className={classes.actions}>
          <ConfirmButton
            label="Discard"
            confirmTitle="Discard this draft?"
            confirmBody={`${explainChanges(n)} will be forgotten. The settings in force, version ${draft.version}, stay as they are.`}
            isDestructive
            onConfirm={() => draft.discard()}
          />
          <Button
            variant={isSeen ? "default" : "filled"}
            leftSection={<IconEye size={16} />}
            loading={busy === "effect"}
            onClick={run("effect", draft.seeEffect)}
          >
            See the effect
          </Button>
          <Button variant={isSeen ? "filled" : "default"} loading={busy === "publish"} onClick={run("publish", draft.publish)}>
            {isCounted ? `Publish ${explainChanges(n)}` : "Publish"}
          </Button>
        </Group>
      </Group>
      <Collapse expanded={isOpen}>
        <ChangeList changes={draft.changes} />
        <Text size="sm" c="dimmed" mt="xs">
          Publishing writes nothing to the desk by itself: the next import uses the new settings, within the limits.
        </Text>
      </Collapse>
      {draft.alsoEditing.length > 0 && (
        <Alert color="blue" variant="light" icon={<IconUsers size={18} />} p="xs">
          {draft.alsoEditing.join(" and ")} {draft.alsoEditing.length === 1 ? "has" : "have"} a draft of these settings too. Whoever
          publishes second is asked what to do; nothing is lost.
        </Alert>
      )}
    </>
  );
}

export function ChangeList({ changes }: { readonly changes: readonly string[] }) {
  return (
    <List size="sm" spacing={2} className={classes.changes}>
      {changes.map((says) => (
        <List.Item key={says} dir="auto">
          {says}
        </List.Item>
      ))}
    </List>
  );
}

export function explainChanges(n: number): string {
  return n === 1 ? "1 change" : `${n.toLocaleString()} changes`;
}

const savingWords = { saved: "Kept: you may leave and come back.", waiting: "Keeping…", saving: "Keeping…", failed: "Not kept" };
