import { Autocomplete, Checkbox, MultiSelect, NumberInput, Select, Textarea, TextInput } from "@mantine/core";
import type { CustomFieldView, Draft, FieldView } from "./record-types.ts";
import { sayChoice } from "./record-words.ts";
import { ReferencePicker, ReferencesPicker } from "./reference-picker.tsx";
import { structuredOf } from "./structured.tsx";

interface FieldEditorProps {
  readonly kindName: string;
  readonly field: FieldView;
  readonly value: unknown;
  /** The name of the record that a reference means. */
  readonly valueLabel: string | undefined;
  /** Everything that the form holds: some fields depend on others. */
  readonly draft: Draft;
  readonly description: string | undefined;
  readonly error: string | undefined;
  readonly isDisabled?: boolean;
  readonly onChange: (value: unknown) => void;
}

/** An input that suits a field. */
export function FieldEditor({
  kindName,
  field,
  value,
  valueLabel,
  draft,
  description,
  error,
  isDisabled = false,
  onChange,
}: FieldEditorProps) {
  const shared = { label: field.label, description, error, disabled: isDisabled, withAsterisk: field.isRequired };
  const text = typeof value === "string" || typeof value === "number" ? String(value) : "";
  const customerId = field.name === "customerId" || typeof draft.customerId !== "number" ? null : draft.customerId;
  switch (field.kind) {
    case "flag":
      return (
        <Checkbox
          {...boxProps({ label: field.label, description, error, isDisabled })}
          checked={value === true}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      );
    case "number":
    case "money":
      return (
        <NumberInput
          {...shared}
          allowDecimal={field.kind === "money"}
          decimalScale={4}
          value={typeof value === "number" ? value : ""}
          onChange={(typed) => onChange(typed === "" ? null : Number(typed))}
        />
      );
    case "date":
      return (
        <TextInput
          {...shared}
          type="date"
          value={text}
          onChange={(event) => onChange(event.currentTarget.value === "" ? null : event.currentTarget.value)}
        />
      );
    case "choice":
      return (
        <Select
          {...shared}
          allowDeselect={false}
          data={(field.options ?? []).map((option) => ({ value: option, label: sayChoice(option) }))}
          value={text === "" ? null : text}
          onChange={onChange}
        />
      );
    case "reference":
      return (
        <ReferencePicker
          label={field.label}
          description={description}
          error={error}
          isRequired={field.isRequired}
          isDisabled={isDisabled}
          refersTo={field.refersTo ?? ""}
          customerId={customerId}
          value={typeof value === "number" ? value : null}
          valueLabel={valueLabel}
          onChange={onChange}
        />
      );
    case "references":
      return (
        <ReferencesPicker
          label={field.label}
          description={description}
          error={error}
          isDisabled={isDisabled}
          refersTo={field.refersTo ?? ""}
          customerId={customerId}
          value={numbersOf(value)}
          onChange={onChange}
        />
      );
    case "longText":
      return (
        <Textarea
          {...shared}
          autosize
          minRows={2}
          maxRows={10}
          dir="auto"
          value={text}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    case "structured": {
      const shape = structuredOf(kindName, field.name);
      return shape === null ? null : <shape.Editor label={field.label} value={value} draft={draft} error={error} onChange={onChange} />;
    }
    default:
      if (field.name === "timeZone")
        return <Autocomplete {...shared} data={Intl.supportedValuesOf("timeZone")} limit={50} value={text} onChange={onChange} />;
      return <TextInput {...shared} dir="auto" value={text} onChange={(event) => onChange(event.currentTarget.value)} />;
  }
}

interface CustomEditorProps {
  readonly field: CustomFieldView;
  readonly value: unknown;
  readonly description?: string | undefined;
  readonly error: string | undefined;
  readonly isRequired?: boolean;
  readonly onChange: (value: string | number | boolean | readonly string[] | null) => void;
}

/** An input for a custom field, or for a field of a type of asset. */
export function CustomEditor({ field, value, description, error, isRequired = false, onChange }: CustomEditorProps) {
  const shared = { label: field.label, description, error, withAsterisk: isRequired };
  const text = typeof value === "string" || typeof value === "number" ? String(value) : "";
  const give = (typed: string) => onChange(typed === "" ? null : typed);
  switch (field.type) {
    case "number":
      return (
        <NumberInput
          {...shared}
          value={typeof value === "number" ? value : ""}
          onChange={(typed) => onChange(typed === "" ? null : Number(typed))}
        />
      );
    case "date":
      return <TextInput {...shared} type="date" value={text} onChange={(event) => give(event.currentTarget.value)} />;
    case "checkbox":
      return (
        <Checkbox
          {...boxProps({ label: field.label, description, error, isDisabled: false })}
          checked={value === true}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      );
    case "select":
      return <Select {...shared} clearable data={[...field.options]} value={text === "" ? null : text} onChange={onChange} />;
    case "multiSelect":
      return (
        <MultiSelect
          {...shared}
          clearable
          data={[...field.options]}
          value={Array.isArray(value) ? value.map(String) : []}
          onChange={(chosen) => onChange(chosen.length === 0 ? null : chosen)}
        />
      );
    default:
      return <TextInput {...shared} dir="auto" value={text} onChange={(event) => give(event.currentTarget.value)} />;
  }
}

interface Box {
  readonly label: string;
  readonly description: string | undefined;
  readonly error: string | undefined;
  readonly isDisabled: boolean;
}

/** A box stands beside its label: on the line of the inputs around it. */
function boxProps({ label, description, error, isDisabled }: Box) {
  return { label, description, error, disabled: isDisabled, mt: "1.6rem" };
}

function numbersOf(value: unknown): readonly number[] {
  return Array.isArray(value) ? value.filter((one): one is number => typeof one === "number") : [];
}
