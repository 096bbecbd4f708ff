import { ActionIcon, Anchor, NativeSelect, Table, Text } from "@mantine/core";
import { IconAlertTriangle, IconLock, IconTrash } from "@tabler/icons-react";
import type { FieldRow } from "../../../src/api/v1/shapes/settings.ts";
import type { FieldMapping, FieldPolicy } from "../../../src/model/settings.ts";
import { PathLink } from "../../ui/path-link.tsx";
import { AttributePicker } from "./attribute-picker.tsx";
import styles from "./fields.module.css";

interface FieldLineProps {
  readonly connectionId: number;
  readonly mapping: FieldMapping;
  /** The desk's word for the field. */
  readonly label: string;
  /** What the server counted for exactly this mapping; undefined while it counts. */
  readonly row: FieldRow | undefined;
  readonly faults: readonly string[];
  readonly onChange: (change: Partial<Pick<FieldMapping, "from" | "policy" | "clearsWhenEmpty">>) => void;
  readonly onRemove: () => void;
  readonly isReadOnly: boolean;
}

const policies: readonly { readonly value: FieldPolicy; readonly label: string }[] = [
  { value: "directory", label: "directory always" },
  { value: "keepHandEdits", label: "keep edits made by hand" },
  { value: "onlyWhenEmpty", label: "only when empty" },
];

/** One desk field: where it is filled from, whose value stands, and how it would look for real people. */
export function FieldLine({ connectionId, mapping, label, row, faults, onChange, onRemove, isReadOnly }: FieldLineProps) {
  const isLocked = row?.isLocked === true;
  const isFixed = isLocked || isReadOnly;
  const warnings = [...faults, ...(row?.warnings ?? []), ...(mapping.clearsWhenEmpty ? [clears(label)] : [])];
  return (
    <>
      <Table.Tr data-warned={warnings.length > 0 || undefined}>
        <Table.Th scope="row" className={styles.field}>
          {label}
        </Table.Th>
        <Table.Td data-label="From">
          {isFixed ? (
            <Fixed mapping={mapping} row={row} />
          ) : (
            <AttributePicker
              connectionId={connectionId}
              label={`${label} is filled from`}
              value={mapping.from}
              knownAs={row?.fromLabel}
              onChange={(from) => onChange({ from })}
            />
          )}
        </Table.Td>
        <Table.Td data-label="Sample">
          <Sample row={row} />
        </Table.Td>
        {isLocked ? (
          <Table.Td colSpan={2} data-label="Who owns it">
            <Text size="sm">directory always</Text>
            <Text size="xs" c="dimmed">
              {row.lockedBecause}
            </Text>
          </Table.Td>
        ) : (
          <>
            <Table.Td data-label="Who owns it">
              {isFixed ? (
                <Text size="sm">{policies.find(({ value }) => value === mapping.policy)?.label}</Text>
              ) : (
                <NativeSelect
                  aria-label={`${label}: whose value stands`}
                  data={[...policies]}
                  value={mapping.policy}
                  onChange={(event) => onChange({ policy: policyOf(event.currentTarget.value) })}
                />
              )}
            </Table.Td>
            <Table.Td data-label="Blank overwrites">
              {isFixed ? (
                <Text size="sm">{mapping.clearsWhenEmpty ? "yes" : "no"}</Text>
              ) : (
                <NativeSelect
                  aria-label={`${label}: a blank in the directory empties it`}
                  data={["no", "yes"]}
                  value={mapping.clearsWhenEmpty ? "yes" : "no"}
                  onChange={(event) => onChange({ clearsWhenEmpty: event.currentTarget.value === "yes" })}
                />
              )}
            </Table.Td>
          </>
        )}
        <Table.Td className={styles.filled} data-label="Filled for">
          <Filled connectionId={connectionId} mapping={mapping} row={row} />
        </Table.Td>
        <Table.Td>
          {isLocked ? (
            <IconLock size={16} role="img" aria-label="locked" />
          ) : (
            !isReadOnly && (
              <ActionIcon variant="subtle" color="gray" aria-label={`Stop filling ${label}`} onClick={onRemove}>
                <IconTrash size={16} />
              </ActionIcon>
            )
          )}
        </Table.Td>
      </Table.Tr>
      {warnings.map((warning) => (
        <Table.Tr key={warning} className={styles.warning}>
          <Table.Td colSpan={7}>
            <IconAlertTriangle size={16} aria-hidden /> <b>{label}:</b> {warning}
          </Table.Td>
        </Table.Tr>
      ))}
    </>
  );
}

function clears(label: string): string {
  return `whoever has no value in the directory loses the ${label.toLowerCase()} that your desk has. Undo brings it back; an import after that takes it away again.`;
}

function policyOf(value: string): FieldPolicy {
  return policies.find((policy) => policy.value === value)?.value ?? "directory";
}

function Fixed({ mapping, row }: { readonly mapping: FieldMapping; readonly row: FieldRow | undefined }) {
  return (
    <span className={styles.chosen}>
      {row?.fromLabel ?? mapping.from}
      <small>{mapping.from}</small>
    </span>
  );
}

function Sample({ row }: { readonly row: FieldRow | undefined }) {
  if (row === undefined)
    return (
      <Text size="sm" c="dimmed" component="span">
        …
      </Text>
    );
  if (row.sample.length === 0)
    return (
      <Text size="sm" c="dimmed" component="span">
        nobody has a value
      </Text>
    );
  return (
    <ul className={styles.sample}>
      {row.sample.map(({ name, value }) => (
        <li key={`${name} ${value}`} title={`${name}: ${value}`}>
          <span dir="auto">{value}</span> {name !== value && <small dir="auto">{name}</small>}
        </li>
      ))}
    </ul>
  );
}

interface FilledProps {
  readonly connectionId: number;
  readonly mapping: FieldMapping;
  readonly row: FieldRow | undefined;
}

/** The share of people in scope with a value; it leads to those who have none. */
function Filled({ connectionId, mapping, row }: FilledProps) {
  if (row === undefined || row.of === 0)
    return (
      <Text size="sm" c="dimmed">
        –
      </Text>
    );
  const missing = row.of - row.filled;
  if (missing === 0) return <Text size="sm">everybody</Text>;
  const percent = `${share(row.filled, row.of)} %`;
  const search = new URLSearchParams({ without: mapping.from, rule: mapping.entity });
  return (
    <Anchor component={PathLink} href={`/directories/${connectionId}/accounts?${search}`} size="sm" className={styles.share}>
      {percent}
      <small>
        {missing.toLocaleString()} {missing === 1 ? "has" : "have"} none
      </small>
    </Anchor>
  );
}

/** Whole percent of those who are not everybody: never 100, and 0 only for nobody. */
function share(filled: number, of: number): number {
  if (filled === 0) return 0;
  return Math.min(99, Math.max(1, Math.round((filled / of) * 100)));
}
