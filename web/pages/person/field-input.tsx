import { Checkbox, MultiSelect, NumberInput, Select, Textarea, TextInput } from "@mantine/core";
import type { NowField } from "../../../src/api/v1/shapes/person.ts";
import type { Entity, FieldValue } from "../../../src/model/desk.ts";
import { useCatalogue } from "../../queries/person.ts";

interface FieldInputProps {
  readonly entity: Entity;
  readonly field: NowField;
  readonly value: FieldValue | null;
  /** What somebody else saved meanwhile, in words. */
  readonly theirs: string | undefined;
  readonly fault: string | undefined;
  readonly onChange: (value: FieldValue | null) => void;
}

/** An input that suits the type of a desk field. Below it: whose value it is, and what the directory would make of it. */
export function FieldInput({ entity, field, value, theirs, fault, onChange }: FieldInputProps) {
  const known = useCatalogue().data?.fields.find((one) => one.entity === entity && one.field === field.field);
  const options = known?.options ?? [];
  const shared = { label: field.label, description: theirs ?? hintOf(field), error: fault };
  const text = Array.isArray(value) ? value.join(", ") : String(value ?? "");
  const give = (typed: string) => onChange(typed === "" ? null : typed);
  switch (known?.type) {
    case "number":
      return (
        <NumberInput
          {...shared}
          value={typeof value === "number" ? value : text}
          onChange={(typed) => onChange(typed === "" ? null : typed)}
        />
      );
    case "date":
      return <TextInput {...shared} type="date" value={text} onChange={(event) => give(event.currentTarget.value)} />;
    case "checkbox":
      return <Checkbox {...shared} checked={value === true} onChange={(event) => onChange(event.currentTarget.checked)} />;
    case "select":
      return <Select {...shared} clearable data={options} value={text === "" ? null : text} onChange={onChange} />;
    case "multiSelect":
      return (
        <MultiSelect
          {...shared}
          clearable
          data={options}
          value={Array.isArray(value) ? value : []}
          onChange={(chosen) => onChange(chosen.length === 0 ? null : chosen)}
        />
      );
    default:
      if (field.field === "notes") {
        return (
          <Textarea
            {...shared}
            autosize
            minRows={2}
            maxRows={8}
            dir="auto"
            value={text}
            onChange={(event) => give(event.currentTarget.value)}
          />
        );
      }
      return <TextInput {...shared} dir="auto" value={text} onChange={(event) => give(event.currentTarget.value)} />;
  }
}

/** Whoever edits a value that the directory owns should know what comes of it. */
function hintOf({ directories, owner }: NowField): string | undefined {
  const [first] = directories;
  if (first === undefined) return undefined;
  return `${owner}; in the directory: ${first.value}`;
}
