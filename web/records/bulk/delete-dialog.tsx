import { Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { type FormEvent, useEffect, useState } from "react";
import { ProblemAlert } from "../../ui/problem.tsx";
import type { KindView } from "../record-types.ts";
import { BulkOutcome } from "./bulk-outcome.tsx";
import { sayMany } from "./explain-bulk.ts";
import { type Meant, useBulk } from "./use-bulk.ts";

interface Props {
  readonly kind: KindView;
  readonly meant: Meant;
  readonly n: number;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Deletes many records: says which can go before it asks for their number, and afterwards what stayed. */
export function DeleteDialog({ kind, meant, n, onClose, onDone }: Props) {
  const [typed, setTyped] = useState("");
  const preview = useBulk(kind, meant);
  const remove = useBulk(kind, meant);
  const { mutate } = preview;
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked at once, when it is opened.
  useEffect(() => mutate({ action: "delete" }), []);
  const seen = preview.data;
  const isTyped = seen !== undefined && seen.changes > 0 && typed.replace(/\D/gu, "") === String(seen.changes);
  const close = () => (remove.data === undefined ? onClose() : onDone());
  const look = () => {
    remove.reset();
    setTyped("");
    mutate({ action: "delete" });
  };

  function submit(event: FormEvent) {
    event.preventDefault();
    if (isTyped && !remove.isPending) remove.mutate({ action: "delete", digest: seen.digest });
  }

  return (
    <Modal opened onClose={close} size="lg" title={`Delete ${sayMany(n, kind)}?`} closeButtonProps={{ "aria-label": "Close" }}>
      {remove.data !== undefined ? (
        <Stack gap="md">
          <BulkOutcome kind={kind} action="delete" result={remove.data} />
          <Group justify="flex-end">
            <Button onClick={onDone}>Close</Button>
          </Group>
        </Stack>
      ) : (
        <form onSubmit={submit}>
          <Stack gap="md">
            {preview.isPending && (
              <Text size="sm" role="status">
                Looking what hangs on {sayMany(n, kind)}…
              </Text>
            )}
            {seen !== undefined && <BulkOutcome kind={kind} action="delete" result={seen} />}
            {seen !== undefined && seen.changes > 0 && (
              <TextInput
                label={`Type ${seen.changes.toLocaleString()} to confirm. They can’t be brought back.`}
                inputMode="numeric"
                autoComplete="off"
                value={typed}
                onChange={(event) => setTyped(event.currentTarget.value)}
              />
            )}
            {preview.error !== null && <ProblemAlert error={preview.error} onRetry={look} />}
            {remove.error !== null && <ProblemAlert error={remove.error} onRetry={look} />}
            <Group justify="flex-end" gap="xs">
              <Button variant="default" onClick={onClose}>
                Cancel
              </Button>
              <Button type="submit" color="red.9" disabled={!isTyped} loading={remove.isPending}>
                Delete {sayMany(seen?.changes ?? 0, kind)}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  );
}
