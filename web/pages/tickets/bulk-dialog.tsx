import { Alert, Button, Group, List, Modal, Select, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { FieldEditor } from "../../records/field-editor.tsx";
import type { KindView } from "../../records/record-types.ts";
import { ProblemAlert } from "../../ui/problem.tsx";
import { explainBulk } from "./explain-bulk.ts";
import { usePatchMany } from "./queries.ts";
import type { TicketRecord } from "./ticket-record.ts";

interface Props {
  readonly kind: KindView;
  readonly tickets: readonly TicketRecord[];
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Fields that many tickets may share. */
const fieldNames = ["statusId", "agentId", "teamId", "priorityId", "categoryId", "typeId", "slaId", "impactId", "urgencyId"] as const;

/** Changes a field of many tickets: says before what changes for how many, and afterwards what became of each. */
export function BulkDialog({ kind, tickets, onClose, onDone }: Props) {
  const fields = fieldNames.flatMap((name) => kind.fields.find((field) => field.name === name) ?? []);
  const [name, setName] = useState<string>("statusId");
  const [value, setValue] = useState<number | null | undefined>(undefined);
  const change = usePatchMany();
  const field = fields.find((one) => one.name === name);
  const effect = value === undefined ? null : explainBulk(tickets, { field: name, value });
  const refused = change.data?.items.filter((item) => !item.isUpdated) ?? [];
  const apply = () =>
    change.mutate(
      { ids: tickets.filter((ticket) => ticket[name] !== value).map(({ id }) => id), patch: { [name]: value } },
      { onSuccess: ({ items }) => items.every((item) => item.isUpdated) && onDone() },
    );
  return (
    <Modal opened onClose={onClose} title={`Change ${say(tickets.length)}`} centered closeButtonProps={{ "aria-label": "Close" }}>
      {change.data !== undefined && refused.length > 0 ? (
        <Stack gap="sm">
          <Alert color="yellow" variant="light" title={`${say(change.data.updated)} changed, ${refused.length.toLocaleString()} not`}>
            <List size="sm">
              {refused.map(({ id, says }) => (
                <List.Item key={id}>
                  #{id}: {says}
                </List.Item>
              ))}
            </List>
          </Alert>
          <Group justify="flex-end">
            <Button onClick={onDone}>Close</Button>
          </Group>
        </Stack>
      ) : (
        <Stack gap="sm">
          <Select
            label="Which field"
            allowDeselect={false}
            data={fields.map((one) => ({ value: one.name, label: one.label }))}
            value={name}
            onChange={(next) => {
              setName(next ?? "statusId");
              setValue(undefined);
            }}
          />
          {field !== undefined && (
            <FieldEditor
              key={name}
              kindName="ticket"
              field={{ ...field, label: `New ${field.label.toLocaleLowerCase()}`, isRequired: field.isRequired || name === "statusId" }}
              value={value ?? null}
              valueLabel={undefined}
              draft={{}}
              description={undefined}
              error={undefined}
              onChange={(next) => setValue(typeof next === "number" ? next : null)}
            />
          )}
          {field !== undefined && !field.isRequired && name !== "statusId" && (
            <Button variant="subtle" size="compact-sm" onClick={() => setValue(null)} style={{ alignSelf: "flex-start" }}>
              Take it away: no {field.label.toLocaleLowerCase()}
            </Button>
          )}
          {effect !== null && (
            <Alert
              color={effect.changes === 0 ? "gray" : "blue"}
              variant="light"
              title={`${say(effect.changes)} would change`}
              role="status"
            >
              {effect.lines.map(({ from, n }) => (
                <Text key={from} size="sm">
                  {n.toLocaleString()} {n === 1 ? "has" : "have"} {from} now
                </Text>
              ))}
              {effect.same > 0 && <Text size="sm">{effect.same.toLocaleString()} already as wanted, left alone</Text>}
            </Alert>
          )}
          {change.error !== null && <ProblemAlert error={change.error} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button disabled={effect === null || effect.changes === 0} loading={change.isPending} onClick={apply}>
              Change {say(effect?.changes ?? 0)}
            </Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}

function say(n: number): string {
  return n === 1 ? "1 ticket" : `${n.toLocaleString()} tickets`;
}
