import { Alert, Button, Group, SimpleGrid, Stack, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useRecord, useSaveRecord } from "../queries/records.ts";
import { IconAlertTriangle } from "../ui/icons.ts";
import { faultAt, ProblemAlert, problemOf } from "../ui/problem.tsx";
import { formatTime } from "../ui/when.tsx";
import { CustomEditor, FieldEditor } from "./field-editor.tsx";
import { faultBelow, hasOtherFaults } from "./form-faults.ts";
import classes from "./record-form.module.css";
import type { AnyRecord, Draft, FieldView, KindView } from "./record-types.ts";
import { sayValue } from "./record-words.ts";

export interface RecordFormProps {
  readonly kind: KindView;
  /** None for a new record. */
  readonly record?: AnyRecord | undefined;
  /** What a new record has already: the customer whose page it is made on. Such fields are not asked for. */
  readonly preset?: Draft;
  readonly onSaved: (record: AnyRecord) => void;
  readonly onCancel: () => void;
  /** Told whether something would be lost by leaving. */
  readonly onDirty: (isDirty: boolean) => void;
}

/** Creates or edits a record. Only what was changed is sent; when somebody else saved meanwhile, the input stays and theirs is shown beside it. */
export function RecordForm({ kind, record, preset = {}, onSaved, onCancel, onDirty }: RecordFormProps) {
  const [opened] = useState(record);
  const [key] = useState(() => crypto.randomUUID());
  const [input, setInput] = useState<Draft>({});
  const [custom, setCustom] = useState<Draft>({});
  const [missing, setMissing] = useState<readonly string[]>([]);
  const newest = useRecord(record === undefined ? undefined : kind, record?.id ?? 0).data ?? record;
  const queries = useQueryClient();
  const save = useSaveRecord(kind);
  const problem = save.error === null ? null : problemOf(save.error);
  const met = problem?.status === 412 ? (problem.current ?? { by: "Somebody else", at: new Date().toISOString() }) : null;
  const nChanged = Object.keys(input).length + Object.keys(custom).length;
  const fields = kind.fields.filter((field) => !field.isComputed && !(field.name in preset));
  const draft: Draft = { ...fallbacksOf(kind), ...preset, ...(met === null ? opened : newest), ...input };

  function note(nextInput: Draft, nextCustom: Draft) {
    setInput(nextInput);
    setCustom(nextCustom);
    onDirty(Object.keys(nextInput).length + Object.keys(nextCustom).length > 0);
  }

  function change(field: FieldView, value: unknown) {
    const before = opened === undefined ? undefined : opened[field.name];
    const { [field.name]: _gone, ...others } = input;
    note(isSame(before, value) ? others : { ...input, [field.name]: value }, custom);
  }

  function changeCustom(name: string, value: unknown) {
    const { [name]: _gone, ...others } = custom;
    note(input, isSame(opened?.custom[name] ?? null, value) ? others : { ...custom, [name]: value });
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    // A form inside a form's picker is drawn elsewhere, but its events come by here.
    event.stopPropagation();
    const lacking = fields.filter((field) => field.isRequired && isEmpty(draft[field.name])).map(({ name }) => name);
    setMissing(lacking);
    if (lacking.length > 0) return;
    const values = { ...(opened === undefined ? preset : {}), ...input, ...(Object.keys(custom).length > 0 && { custom }) };
    // Once a conflict was shown, the input is saved over what was shown with it.
    const version = met === null ? opened?.version : newest?.version;
    save.mutate(
      { id: opened?.id, version, values, key },
      {
        onSuccess: (saved) => {
          onDirty(false);
          onSaved(saved);
        },
        onError: () => void queries.invalidateQueries({ queryKey: ["records", kind.name, "one", opened?.id] }),
      },
    );
  }

  const faulted = [...fields.map(({ name }) => name), ...kind.customFields.map((field) => `custom.${field.key}`)];
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        {met !== null && (
          <Alert
            role="alert"
            color="yellow"
            variant="light"
            icon={<IconAlertTriangle aria-hidden />}
            styles={{ title: { color: "var(--mantine-color-text)" } }}
            title={`${met.by} saved meanwhile (${formatTime(met.at)})`}
          >
            Nothing of yours was saved, and nothing is lost: your input stands below, beside what {met.by} saved. Save again to put yours on
            top.
          </Alert>
        )}
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md" verticalSpacing="sm">
          {fields.map((field) => {
            const theirs = met === null || newest === undefined || opened === undefined ? undefined : theirsOf(field, opened, newest);
            return (
              <div key={field.name} className={isWide(field) ? classes.wide : undefined}>
                <FieldEditor
                  kindName={kind.name}
                  field={field}
                  value={draft[field.name]}
                  valueLabel={input[field.name] === undefined ? newest?.labels[field.name] : undefined}
                  draft={draft}
                  description={theirs === undefined ? (field.hint ?? undefined) : `${met?.by} saved: ${theirs}`}
                  error={missing.includes(field.name) && isEmpty(draft[field.name]) ? "is missing" : faultBelow(save.error, field.name)}
                  onChange={(value) => change(field, value)}
                />
              </div>
            );
          })}
        </SimpleGrid>
        {kind.customFields.length > 0 && (
          <fieldset className={classes.custom}>
            <legend>Custom fields</legend>
            <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md" verticalSpacing="sm">
              {kind.customFields.map((field) => (
                <CustomEditor
                  key={field.key}
                  field={field}
                  value={field.key in custom ? custom[field.key] : (met === null ? opened : newest)?.custom[field.key]}
                  error={faultAt(save.error, `custom.${field.key}`)}
                  onChange={(value) => changeCustom(field.key, value)}
                />
              ))}
            </SimpleGrid>
          </fieldset>
        )}
        {met === null && hasOtherFaults(save.error, faulted) && <ProblemAlert error={save.error} />}
        <Group justify="flex-end" gap="xs" className={classes.foot}>
          <Text size="sm" c="dimmed" mr="auto" role="status">
            {sayChanged(nChanged, opened === undefined)}
          </Text>
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
          <Button type="submit" disabled={nChanged === 0} loading={save.isPending}>
            {met !== null ? "Save mine on top" : opened === undefined ? `Create the ${kind.one}` : "Save"}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function fallbacksOf(kind: KindView): Draft {
  return Object.fromEntries(kind.fields.filter((field) => field.fallback !== undefined).map((field) => [field.name, field.fallback]));
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === "";
}

function isWide({ kind }: FieldView): boolean {
  return kind === "structured" || kind === "longText";
}

function theirsOf(field: FieldView, opened: AnyRecord, newest: AnyRecord): string | undefined {
  return isSame(opened[field.name], newest[field.name]) ? undefined : sayValue(field, newest) || "nothing";
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function sayChanged(n: number, isNew: boolean): string {
  if (isNew) return n === 0 ? "Nothing filled in yet" : "";
  if (n === 0) return "Nothing changed yet";
  return `${n} ${n === 1 ? "field" : "fields"} changed`;
}
