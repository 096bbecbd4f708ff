import { Button, Group, Modal, Select, Stack, Text } from "@mantine/core";
import { useState } from "react";
import type { FieldsView } from "../../../src/api/v1/shapes/settings.ts";
import { AttributePicker } from "./attribute-picker.tsx";

interface AddFieldProps {
  readonly connectionId: number;
  /** Desk fields that nothing fills yet. */
  readonly fields: FieldsView["unmapped"];
  /** The field that somebody has chosen already; an empty text where they have not. */
  readonly chosen: string;
  readonly onAdd: (field: string, from: string) => void;
  readonly onClose: () => void;
}

/** Which desk field, and which attribute fills it. */
export function AddField({ connectionId, fields, chosen, onAdd, onClose }: AddFieldProps) {
  const [field, setField] = useState<string | null>(chosen === "" ? null : chosen);
  const [from, setFrom] = useState("");
  const isReady = field !== null && from !== "";
  return (
    <Modal opened onClose={onClose} title="Add a field" size="lg" closeButtonProps={{ "aria-label": "Close" }}>
      <Stack gap="md">
        <Select
          label="Desk field"
          description="Each desk field is filled from one attribute. Custom fields of your desk are in this list; new ones are made in the configuration file."
          placeholder="Choose a field"
          searchable
          data={fields.map((one) => ({ value: one.field, label: one.label }))}
          value={field}
          onChange={setField}
          nothingFoundMessage="Every field of that name is filled already"
          data-autofocus={chosen === "" || undefined}
        />
        <AttributePicker connectionId={connectionId} value={from} onChange={setFrom} label="Filled from" isLabelShown />
        <Group justify="flex-end">
          {!isReady && (
            <Text size="sm" c="dimmed">
              {field === null ? "Choose the desk field." : "Choose the attribute."}
            </Text>
          )}
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button disabled={!isReady} onClick={() => field !== null && onAdd(field, from)}>
            Add to the draft
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
