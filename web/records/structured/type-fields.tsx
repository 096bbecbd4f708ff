import { ActionIcon, Button, Checkbox, Group, Select, SimpleGrid, TagsInput, TextInput } from "@mantine/core";
import { useState } from "react";
import type { AssetTypeField } from "../../../src/model/records/assets.ts";
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from "../../ui/icons.ts";
import { EditorFrame } from "./editor-frame.tsx";
import { fieldTypes, sayFieldType } from "./field-types.ts";
import { keyOfLabel } from "./key-of-label.ts";
import classes from "./structured.module.css";
import type { EditorProps, ViewProps } from "./structured-props.ts";

/** The fields that every asset of a type has, in the order of its form. */
export function TypeFieldsEditor({ label, value, error, onChange }: EditorProps) {
  const fields = fieldsOf(value);
  const set = (index: number, change: Partial<AssetTypeField>) =>
    onChange(fields.map((one, at) => (at === index ? { ...one, ...change } : one)));
  return (
    <EditorFrame
      label={label}
      error={error}
      description="Besides name, serial number and tag, which every asset has. A field that is taken away hides its values."
    >
      <ul className={classes.rows}>
        {fields.map((field, index) => (
          <li key={field.key} className={classes.card}>
            <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xs">
              <TextInput
                label="Label"
                value={field.label}
                maxLength={100}
                onChange={(event) => set(index, { label: event.currentTarget.value })}
              />
              <Select
                label="Holds"
                data={fieldTypes}
                allowDeselect={false}
                value={field.type}
                onChange={(type) => set(index, { type: fieldTypes.find((known) => known.value === type)?.value ?? "text" })}
              />
            </SimpleGrid>
            {(field.type === "select" || field.type === "multiSelect") && (
              <TagsInput
                mt="xs"
                label="Choices"
                description="Enter after each."
                value={field.options}
                onChange={(options) => set(index, { options })}
              />
            )}
            <Group justify="space-between" mt="xs">
              <Group gap="md">
                <Checkbox
                  label="Must be filled in"
                  checked={field.isRequired}
                  onChange={(event) => set(index, { isRequired: event.currentTarget.checked })}
                />
                <span className={classes.says}>key {field.key}</span>
              </Group>
              <Group gap={4}>
                <Move
                  label={`Move ${field.label} up`}
                  isUp
                  isDisabled={index === 0}
                  onMove={() => onChange(swap(fields, index, index - 1))}
                />
                <Move
                  label={`Move ${field.label} down`}
                  isDisabled={index === fields.length - 1}
                  onMove={() => onChange(swap(fields, index, index + 1))}
                />
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={`Remove ${field.label}`}
                  onClick={() => onChange(fields.toSpliced(index, 1))}
                >
                  <IconTrash size={16} aria-hidden />
                </ActionIcon>
              </Group>
            </Group>
          </li>
        ))}
      </ul>
      <AddField
        onAdd={(name) =>
          onChange([...fields, { key: keyOfLabel(name, keysOf(fields)), label: name, type: "text", options: [], isRequired: false }])
        }
      />
    </EditorFrame>
  );
}

function AddField({ onAdd }: { onAdd: (label: string) => void }) {
  const [label, setLabel] = useState("");
  function add() {
    if (label.trim() === "") return;
    onAdd(label.trim());
    setLabel("");
  }
  return (
    <Group gap="xs" align="flex-end">
      <TextInput
        label="Another field"
        placeholder="Warranty until"
        maxLength={100}
        value={label}
        onChange={(event) => setLabel(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter") return;
          event.preventDefault();
          add();
        }}
      />
      <Button variant="default" leftSection={<IconPlus size={14} aria-hidden />} onClick={add}>
        Add
      </Button>
    </Group>
  );
}

interface MoveProps {
  readonly label: string;
  readonly isUp?: boolean;
  readonly isDisabled: boolean;
  readonly onMove: () => void;
}

function Move({ label, isUp = false, isDisabled, onMove }: MoveProps) {
  const Icon = isUp ? IconArrowUp : IconArrowDown;
  return (
    <ActionIcon variant="subtle" color="gray" aria-label={label} disabled={isDisabled} onClick={onMove}>
      <Icon size={16} aria-hidden />
    </ActionIcon>
  );
}

export function TypeFieldsView({ value }: ViewProps) {
  const fields = fieldsOf(value);
  if (fields.length === 0) return <>none of its own</>;
  return (
    <ul className={classes.plain}>
      {fields.map((field) => (
        <li key={field.key}>
          <strong>{field.label}</strong>: {sayFieldType(field.type)}
          {field.options.length > 0 && ` (${field.options.join(", ")})`}
          {field.isRequired && ", must be filled in"}
        </li>
      ))}
    </ul>
  );
}

function swap(fields: readonly AssetTypeField[], one: number, other: number): readonly AssetTypeField[] {
  const [a, b] = [fields[one], fields[other]];
  return a === undefined || b === undefined ? fields : fields.with(one, b).with(other, a);
}

function keysOf(fields: readonly AssetTypeField[]): readonly string[] {
  return fields.map(({ key }) => key);
}

function fieldsOf(value: unknown): readonly AssetTypeField[] {
  return (value ?? []) as readonly AssetTypeField[]; // The server keeps nothing else in this field.
}
