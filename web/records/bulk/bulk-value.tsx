import { Button, Select } from "@mantine/core";
import { CustomEditor, FieldEditor } from "../field-editor.tsx";
import type { KindView } from "../record-types.ts";
import { ReferencesPicker } from "../reference-picker.tsx";
import type { BulkField } from "./bulk-fields.ts";

interface Props {
  readonly kind: KindView;
  readonly chosen: BulkField;
  /** Undefined until somebody gave one. */
  readonly value: unknown;
  readonly error: string | undefined;
  readonly onChange: (value: unknown) => void;
}

/** The value that all shall have. */
export function BulkValue({ kind, chosen, value, error, onChange }: Props) {
  const isEmptied = value !== undefined && chosen.empty !== undefined && JSON.stringify(value) === JSON.stringify(chosen.empty);
  return (
    <>
      <Editor kind={kind} chosen={chosen} value={value} error={error} onChange={onChange} />
      {chosen.empty !== undefined && (
        <Button
          variant={isEmptied ? "light" : "subtle"}
          size="compact-sm"
          aria-pressed={isEmptied}
          style={{ alignSelf: "flex-start" }}
          onClick={() => onChange(chosen.empty)}
        >
          Empty it
        </Button>
      )}
    </>
  );
}

function Editor({ kind, chosen, value, error, onChange }: Props) {
  if (chosen.shape === "several")
    return (
      <ReferencesPicker
        label="Which"
        error={error}
        refersTo={chosen.refersTo}
        value={Array.isArray(value) ? value : []}
        onChange={(ids) => onChange(ids.length === 0 ? undefined : ids)}
      />
    );
  const isFlag = chosen.shape === "field" ? chosen.field.kind === "flag" : chosen.field.type === "checkbox";
  const label = "New value";
  // A box that is not ticked would not say whether somebody chose no.
  if (isFlag)
    return (
      <Select
        label={label}
        error={error}
        data={[
          { value: "true", label: "yes" },
          { value: "false", label: "no" },
        ]}
        value={typeof value === "boolean" ? String(value) : null}
        onChange={(next) => onChange(next === null ? undefined : next === "true")}
      />
    );
  if (chosen.shape === "custom")
    return <CustomEditor field={{ ...chosen.field, label }} value={value} error={error} onChange={(next) => onChange(next ?? undefined)} />;
  return (
    <FieldEditor
      kindName={kind.name}
      field={{ ...chosen.field, label }}
      value={value ?? null}
      valueLabel={undefined}
      draft={{}}
      description={chosen.field.hint ?? undefined}
      error={error}
      onChange={(next) => onChange(next === null || next === "" ? undefined : next)}
    />
  );
}
