import { Button, Group, Modal, Select, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useMe } from "../../session.tsx";
import { ProblemAlert } from "../../ui/problem.tsx";
import type { KindView } from "../record-types.ts";
import { listBulkFields } from "./bulk-fields.ts";
import { BulkOutcome } from "./bulk-outcome.tsx";
import { BulkValue } from "./bulk-value.tsx";
import { sayMany } from "./explain-bulk.ts";
import { type Meant, useBulk } from "./use-bulk.ts";

interface Props {
  readonly kind: KindView;
  readonly meant: Meant;
  readonly n: number;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Makes many records alike in one field: first a preview in words, then the change of what was previewed, then what was left out. */
export function ChangeDialog({ kind, meant, n, onClose, onDone }: Props) {
  const { permissions } = useMe();
  const fields = listBulkFields(kind, (permission) => permissions.some((one) => one === permission));
  const [key, setKey] = useState(fields[0]?.key ?? "");
  const [value, setValue] = useState<unknown>(undefined);
  const preview = useBulk(kind, meant);
  const change = useBulk(kind, meant);
  const chosen = fields.find((field) => field.key === key);
  const patch = chosen === undefined || value === undefined ? undefined : chosen.patchOf(value);
  const seen = preview.data;
  const forget = () => {
    preview.reset();
    change.reset();
  };
  const look = () => {
    forget();
    preview.mutate({ action: "change", patch });
  };
  const close = () => (change.data === undefined ? onClose() : onDone());

  return (
    <Modal opened onClose={close} size="lg" title={`Change ${sayMany(n, kind)}`} closeButtonProps={{ "aria-label": "Close" }}>
      {change.data !== undefined ? (
        <Stack gap="md">
          <BulkOutcome kind={kind} action="change" result={change.data} />
          <Group justify="flex-end">
            <Button onClick={onDone}>Close</Button>
          </Group>
        </Stack>
      ) : (
        <Stack gap="md">
          <Select
            label="What to change"
            allowDeselect={false}
            searchable={fields.length > 8}
            data={fields.map((field) => ({ value: field.key, label: field.label }))}
            value={key}
            onChange={(next) => {
              setKey(next ?? "");
              setValue(undefined);
              forget();
            }}
          />
          {chosen !== undefined && (
            <BulkValue
              key={key}
              kind={kind}
              chosen={chosen}
              value={value}
              error={undefined}
              onChange={(next) => {
                setValue(next);
                forget();
              }}
            />
          )}
          {preview.isPending && (
            <Text size="sm" role="status">
              Trying it on {sayMany(n, kind)}, without writing anything… {n > 500 && "With so many this can take a minute."}
            </Text>
          )}
          {seen !== undefined && <BulkOutcome kind={kind} action="change" result={seen} />}
          {preview.error !== null && <ProblemAlert error={preview.error} />}
          {change.error !== null && <ProblemAlert error={change.error} onRetry={look} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            {seen === undefined || change.error !== null ? (
              <Button disabled={patch === undefined} loading={preview.isPending} onClick={look}>
                Preview
              </Button>
            ) : (
              <Button
                disabled={seen.changes === 0}
                loading={change.isPending}
                onClick={() => change.mutate({ action: "change", patch, digest: seen.digest })}
              >
                Change {sayMany(seen.changes, kind)}
              </Button>
            )}
          </Group>
        </Stack>
      )}
    </Modal>
  );
}
