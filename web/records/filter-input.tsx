import { ActionIcon, Group, Select, TextInput } from "@mantine/core";
import { useState } from "react";
import { FilterMenu } from "../ui/filter-menu.tsx";
import { IconX } from "../ui/icons.ts";
import type { FieldView } from "./record-types.ts";
import { sayChoice } from "./record-words.ts";
import { ReferencesPicker } from "./reference-picker.tsx";

interface FilterInputProps {
  readonly field: FieldView;
  /** As it stands in the address: ids after commas, `none`, a span `a..b`. */
  readonly value: string;
  readonly onChange: (value: string | undefined) => void;
}

/** What a list is filtered by, for one field. */
export function FilterInput({ field, value, onChange }: FilterInputProps) {
  switch (field.kind) {
    case "choice":
      return (
        <FilterMenu
          label={field.label}
          options={(field.options ?? []).map((option) => ({ value: option, label: sayChoice(option) }))}
          chosen={listOf(value)}
          onChange={(chosen) => onChange(textOf(chosen))}
        />
      );
    case "flag":
      return (
        <Select
          aria-label={field.label}
          placeholder={field.label}
          w={value === "" ? "8rem" : "10rem"}
          clearable
          clearButtonProps={{ "aria-label": `Clear: ${field.label}` }}
          data={[
            { value: "true", label: field.name === "isActive" ? "active" : `${field.label}: yes` },
            { value: "false", label: field.name === "isActive" ? "inactive" : `${field.label}: no` },
          ]}
          value={value === "" ? null : value}
          onChange={(next) => onChange(next ?? undefined)}
        />
      );
    case "reference":
    case "references":
      return <ReferenceFilter field={field} value={value} onChange={onChange} />;
    case "date":
    case "moment":
      return <SpanFilter field={field} value={value} type="date" onChange={onChange} />;
    case "number":
    case "money":
      return <SpanFilter field={field} value={value} type="number" onChange={onChange} />;
    default:
      return <TextFilter field={field} value={value} onChange={onChange} />;
  }
}

/** Records of another kind; “none” is a choice of its own for fields that may be empty. */
function ReferenceFilter({ field, value, onChange }: FilterInputProps) {
  const isNone = value === "none";
  if (isNone) {
    return <Chosen label={`${field.label}: none`} onClear={() => onChange(undefined)} />;
  }
  return (
    <ReferencesPicker
      isBare
      label={field.label}
      refersTo={field.refersTo ?? ""}
      value={listOf(value).map(Number).filter(Number.isInteger)}
      onChange={(ids) => onChange(textOf(ids.map(String)))}
    />
  );
}

function SpanFilter({ field, value, type, onChange }: FilterInputProps & { readonly type: "date" | "number" }) {
  const [from = "", to = from] = value.includes("..") ? value.split("..") : [value, value];
  const give = (nextFrom: string, nextTo: string) =>
    onChange(nextFrom === "" && nextTo === "" ? undefined : nextFrom === nextTo ? nextFrom : `${nextFrom}..${nextTo}`);
  return (
    <Group gap={4} role="group" aria-label={field.label}>
      <span>{field.label}</span>
      <LateInput type={type} label={`${field.label} from`} value={from} onChange={(typed) => give(typed, to)} />
      –
      <LateInput type={type} label={`${field.label} to`} value={to} onChange={(typed) => give(from, typed)} />
    </Group>
  );
}

function TextFilter({ field, value, onChange }: FilterInputProps) {
  return (
    <LateInput
      type="text"
      label={field.label}
      placeholder={`${field.label} is…`}
      value={value}
      onChange={(typed) => onChange(typed === "" ? undefined : typed)}
    />
  );
}

interface LateInputProps {
  readonly type: "date" | "number" | "text";
  readonly label: string;
  readonly placeholder?: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** Speaks up when somebody is done typing: half a date is no filter. */
function LateInput({ type, label, placeholder, value, onChange }: LateInputProps) {
  const [typed, setTyped] = useState<string | null>(null);
  function done() {
    if (typed !== null && typed !== value) onChange(typed.trim());
    setTyped(null);
  }
  return (
    <TextInput
      type={type}
      aria-label={label}
      placeholder={placeholder}
      w={type === "number" ? "6rem" : "8.75rem"}
      value={typed ?? value}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={done}
      onKeyDown={(event) => {
        if (event.key === "Enter") done();
      }}
    />
  );
}

function Chosen({ label, onClear }: { readonly label: string; readonly onClear: () => void }) {
  return (
    <Group gap={4} wrap="nowrap">
      <span>{label}</span>
      <ActionIcon variant="subtle" color="gray" aria-label={`Clear: ${label}`} onClick={onClear}>
        <IconX size={14} aria-hidden />
      </ActionIcon>
    </Group>
  );
}

function listOf(value: string): readonly string[] {
  return value === "" ? [] : value.split(",");
}

function textOf(values: readonly string[]): string | undefined {
  return values.length === 0 ? undefined : values.join(",");
}
