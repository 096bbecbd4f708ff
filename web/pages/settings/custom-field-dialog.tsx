import { Checkbox, NumberInput, Select, TagsInput, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { FormDialog } from "../../records/form-dialog.tsx";
import { faultBelow, hasOtherFaults } from "../../records/form-faults.ts";
import { fieldTypes } from "../../records/structured/field-types.ts";
import { keyOfLabel } from "../../records/structured/key-of-label.ts";
import { ProblemAlert } from "../../ui/problem.tsx";
import { type CustomField, type CustomFieldDraft, useCreateCustomField, useSaveCustomField } from "./custom-fields.ts";

interface CustomFieldDialogProps {
  readonly entity: CustomField["entity"];
  /** None for a new one. */
  readonly field?: CustomField;
  readonly taken: readonly CustomField[];
  readonly onClose: () => void;
}

/** A field of one's own. Its key is for good; its label may change. */
export function CustomFieldDialog({ entity, field, taken, onClose }: CustomFieldDialogProps) {
  const [start] = useState<CustomFieldDraft>(() => draftOf(entity, field, taken));
  const [draft, setDraft] = useState(start);
  const [keyTyped, setKeyTyped] = useState(field !== undefined);
  const [requestKey] = useState(() => crypto.randomUUID());
  const create = useCreateCustomField();
  const update = useSaveCustomField({ id: field?.id ?? 0, version: field?.version ?? 0 });
  const { error, isPending } = field === undefined ? create : update;
  const isDirty = JSON.stringify(draft) !== JSON.stringify(start);
  const set = (change: Partial<CustomFieldDraft>) => setDraft({ ...draft, ...change });
  const hasChoices = draft.type === "select" || draft.type === "multiSelect";
  const takenKeys = taken.map((one) => one.key);

  function submit(event: FormEvent) {
    event.preventDefault();
    const options = hasChoices ? draft.options : [];
    if (field === undefined) create.mutate({ key: requestKey, values: { ...draft, options } }, { onSuccess: onClose });
    else {
      const { entity: _entity, key: _key, ...patch } = draft;
      update.mutate({ ...patch, options }, { onSuccess: onClose });
    }
  }

  return (
    <FormDialog
      title={field === undefined ? "New custom field" : `Edit ${field.label}`}
      submitLabel={field === undefined ? "Add the field" : "Save"}
      isDirty={isDirty}
      isSaving={isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextInput
        label="Label"
        withAsterisk
        maxLength={100}
        data-autofocus
        dir="auto"
        value={draft.label}
        error={faultBelow(error, "label")}
        onChange={(event) => {
          const label = event.currentTarget.value;
          set({ label, ...(!keyTyped && { key: label.trim() === "" ? "" : keyOfLabel(label, takenKeys) }) });
        }}
      />
      <TextInput
        label="Key"
        description={field === undefined ? "What files and the API call it. It can't be changed later." : "It is for good."}
        withAsterisk
        maxLength={40}
        disabled={field !== undefined}
        value={draft.key}
        error={faultBelow(error, "key")}
        onChange={(event) => {
          setKeyTyped(true);
          set({ key: event.currentTarget.value });
        }}
      />
      <Select
        label="Holds"
        allowDeselect={false}
        description={field !== undefined && field.values > 0 ? "It can't be changed while records have values in it." : undefined}
        disabled={field !== undefined && field.values > 0}
        data={fieldTypes}
        value={draft.type}
        error={faultBelow(error, "type")}
        onChange={(type) => set({ type: fieldTypes.find((known) => known.value === type)?.value ?? "text" })}
      />
      {hasChoices && (
        <TagsInput
          label="Choices"
          description="Enter after each. One that a record has can't be taken away."
          withAsterisk
          value={draft.options}
          error={faultBelow(error, "options")}
          onChange={(options) => set({ options })}
        />
      )}
      <Checkbox
        label="Must be filled in"
        description="In forms and by the API; imports are not stopped by it."
        checked={draft.isRequired}
        onChange={(event) => set({ isRequired: event.currentTarget.checked })}
      />
      <NumberInput
        label="Place in forms"
        description="Small numbers come first."
        maw="10rem"
        min={0}
        allowDecimal={false}
        value={draft.position}
        error={faultBelow(error, "position")}
        onChange={(typed) => set({ position: Number(typed) })}
      />
      {hasOtherFaults(error, ["label", "key", "type", "options", "position"]) && <ProblemAlert error={error} />}
    </FormDialog>
  );
}

function draftOf(entity: CustomField["entity"], field: CustomField | undefined, taken: readonly CustomField[]): CustomFieldDraft {
  if (field === undefined) {
    const last = Math.max(-1, ...taken.map(({ position }) => position));
    return { entity, key: "", label: "", type: "text", options: [], isRequired: false, position: last + 1 };
  }
  const { key, label, type, options, isRequired, position } = field;
  return { entity, key, label, type, options: [...options], isRequired, position };
}
