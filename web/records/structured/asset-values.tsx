import { SimpleGrid, Text } from "@mantine/core";
import type { AssetTypeField } from "../../../src/model/records/assets.ts";
import { useKind, useRecord } from "../../queries/records.ts";
import { CustomEditor } from "../field-editor.tsx";
import { sayCustom } from "../say-custom.ts";
import { EditorFrame } from "./editor-frame.tsx";
import classes from "./structured.module.css";
import type { EditorProps, ViewProps } from "./structured-props.ts";

type Values = Readonly<Record<string, unknown>>;

/** The fields that the type of an asset has; another type, other fields. */
export function AssetValuesEditor({ value, draft, error, onChange }: EditorProps) {
  const fields = useTypeFields(draft.typeId);
  const values = valuesOf(value);
  if (fields === undefined || fields.length === 0) return null;
  return (
    <EditorFrame label="Fields of its type" error={error}>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md" verticalSpacing="sm">
        {fields.map((field) => (
          <CustomEditor
            key={field.key}
            field={field}
            isRequired={field.isRequired}
            value={values[field.key]}
            error={undefined}
            onChange={(next) => onChange({ ...values, [field.key]: next })}
          />
        ))}
      </SimpleGrid>
    </EditorFrame>
  );
}

export function AssetValuesView({ value, record }: ViewProps) {
  const fields = useTypeFields(record.typeId);
  const values = valuesOf(value);
  if (fields === undefined) return null;
  if (fields.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        Its type has no fields of its own.
      </Text>
    );
  }
  return (
    <ul className={classes.plain}>
      {fields.map((field) => (
        <li key={field.key}>
          {field.label}: <strong dir="auto">{sayCustom(values[field.key]) || "–"}</strong>
        </li>
      ))}
    </ul>
  );
}

function useTypeFields(typeId: unknown): readonly AssetTypeField[] | undefined {
  const kind = useKind("assetType");
  const type = useRecord(typeof typeId === "number" ? kind : undefined, typeof typeId === "number" ? typeId : 0);
  return type.data?.fields as readonly AssetTypeField[] | undefined; // A type of assets keeps its fields there.
}

function valuesOf(value: unknown): Values {
  return (value ?? {}) as Values; // The server keeps nothing else in this field.
}
