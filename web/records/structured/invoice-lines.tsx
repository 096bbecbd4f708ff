import { ActionIcon, Button, Group, NumberInput, Select, SimpleGrid, TextInput } from "@mantine/core";
import type { InvoiceLine, LineQuantity } from "../../../src/model/records/contracts.ts";
import { IconPlus, IconTrash } from "../../ui/icons.ts";
import { sayMoney } from "../record-words.ts";
import { ReferencePicker } from "../reference-picker.tsx";
import { EditorFrame } from "./editor-frame.tsx";
import classes from "./structured.module.css";
import type { EditorProps, ViewProps } from "./structured-props.ts";

const counted: { value: LineQuantity["kind"]; label: string }[] = [
  { value: "fixed", label: "A fixed number" },
  { value: "subscription", label: "Seats of a subscription" },
  { value: "licence", label: "A software licence" },
  { value: "activeUsers", label: "Active users" },
  { value: "activeAssets", label: "Active assets" },
];

/** The lines of a recurring invoice: what each counts, what a unit costs. */
export function InvoiceLinesEditor({ label, value, draft, error, onChange }: EditorProps) {
  const lines = linesOf(value);
  const customerId = typeof draft.customerId === "number" ? draft.customerId : null;
  const set = (index: number, change: Partial<InvoiceLine>) =>
    onChange(lines.map((one, at) => (at === index ? { ...one, ...change } : one)));
  return (
    <EditorFrame
      label={label}
      error={error}
      description="Quantities are counted anew for every invoice. Free units cost nothing; at least the minimum is billed."
    >
      <ol className={classes.rows}>
        {lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no name of their own, and their words change while one types.
          <li key={index} className={classes.card}>
            <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xs">
              <TextInput
                label="Says"
                value={line.says}
                maxLength={500}
                onChange={(event) => set(index, { says: event.currentTarget.value })}
              />
              <NumberInput
                label="Price a unit"
                decimalScale={4}
                value={line.unitPrice}
                onChange={(typed) => set(index, { unitPrice: Number(typed) })}
              />
              <Select
                label="Counts"
                data={counted}
                allowDeselect={false}
                value={line.quantity.kind}
                onChange={(kind) => set(index, { quantity: startOf(kind) })}
              />
              <QuantityEditor quantity={line.quantity} customerId={customerId} onChange={(quantity) => set(index, { quantity })} />
              {line.quantity.kind !== "fixed" && (
                <>
                  <NumberInput
                    label="Free units"
                    min={0}
                    allowDecimal={false}
                    value={line.free}
                    onChange={(typed) => set(index, { free: Number(typed) })}
                  />
                  <NumberInput
                    label="At least"
                    min={0}
                    allowDecimal={false}
                    value={line.minimum}
                    onChange={(typed) => set(index, { minimum: Number(typed) })}
                  />
                </>
              )}
            </SimpleGrid>
            <Group justify="flex-end" mt="xs">
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={`Remove line ${index + 1}: ${line.says}`}
                onClick={() => onChange(lines.toSpliced(index, 1))}
              >
                <IconTrash size={16} aria-hidden />
              </ActionIcon>
            </Group>
          </li>
        ))}
      </ol>
      <Button
        variant="default"
        size="xs"
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() => onChange([...lines, { says: "", unitPrice: 0, quantity: { kind: "fixed", quantity: 1 }, free: 0, minimum: 0 }])}
      >
        Add a line
      </Button>
    </EditorFrame>
  );
}

interface QuantityEditorProps {
  readonly quantity: LineQuantity;
  readonly customerId: number | null;
  readonly onChange: (quantity: LineQuantity) => void;
}

function QuantityEditor({ quantity, customerId, onChange }: QuantityEditorProps) {
  switch (quantity.kind) {
    case "fixed":
      return (
        <NumberInput
          label="Quantity"
          min={0}
          value={quantity.quantity}
          onChange={(typed) => onChange({ ...quantity, quantity: Number(typed) })}
        />
      );
    case "subscription":
      return (
        <SimpleGrid cols={2} spacing="xs">
          <ReferencePicker
            label="Subscription"
            refersTo="subscription"
            isRequired
            customerId={customerId}
            value={quantity.subscriptionId === 0 ? null : quantity.subscriptionId}
            onChange={(id) => onChange({ ...quantity, subscriptionId: id ?? 0 })}
          />
          <Select
            label="Which seats"
            allowDeselect={false}
            data={[
              { value: "quantity", label: "bought" },
              { value: "assigned", label: "assigned" },
            ]}
            value={quantity.counts}
            onChange={(counts) => onChange({ ...quantity, counts: counts === "assigned" ? "assigned" : "quantity" })}
          />
        </SimpleGrid>
      );
    case "licence":
      return (
        <SimpleGrid cols={2} spacing="xs">
          <ReferencePicker
            label="Software licence"
            refersTo="softwareLicence"
            isRequired
            customerId={customerId}
            value={quantity.licenceId === 0 ? null : quantity.licenceId}
            onChange={(id) => onChange({ ...quantity, licenceId: id ?? 0 })}
          />
          <Select
            label="Which"
            allowDeselect={false}
            data={[
              { value: "total", label: "bought" },
              { value: "used", label: "in use" },
            ]}
            value={quantity.counts}
            onChange={(counts) => onChange({ ...quantity, counts: counts === "used" ? "used" : "total" })}
          />
        </SimpleGrid>
      );
    case "activeUsers":
      return (
        <ReferencePicker
          label="Of the site"
          description="Empty: of the whole customer"
          refersTo="site"
          customerId={customerId}
          value={quantity.siteId}
          onChange={(siteId) => onChange({ ...quantity, siteId })}
        />
      );
    case "activeAssets":
      return (
        <ReferencePicker
          label="Of the type"
          description="Empty: of every type"
          refersTo="assetType"
          value={quantity.assetTypeId}
          onChange={(assetTypeId) => onChange({ ...quantity, assetTypeId })}
        />
      );
  }
}

export function InvoiceLinesView({ value, record }: ViewProps) {
  const lines = linesOf(value);
  if (lines.length === 0) return <>none yet</>;
  return (
    <ul className={classes.plain}>
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no name of their own, and two may be alike.
        <li key={index}>
          <strong>{line.says}</strong>: {sayMoney(line.unitPrice, String(record.currency ?? ""))} × {sayQuantity(line.quantity)}
          {line.free > 0 && `, ${line.free} free`}
          {line.minimum > 0 && `, at least ${line.minimum}`}
        </li>
      ))}
    </ul>
  );
}

function sayQuantity(quantity: LineQuantity): string {
  switch (quantity.kind) {
    case "fixed":
      return quantity.quantity.toLocaleString();
    case "subscription":
      return quantity.counts === "assigned" ? "assigned seats of a subscription" : "bought seats of a subscription";
    case "licence":
      return quantity.counts === "used" ? "licences in use" : "licences bought";
    case "activeUsers":
      return quantity.siteId === null ? "active users" : "active users of a site";
    case "activeAssets":
      return quantity.assetTypeId === null ? "active assets" : "active assets of a type";
  }
}

/** What a line counts before anybody has chosen more; a zero is refused until something is chosen. */
function startOf(kind: string | null): LineQuantity {
  switch (kind) {
    case "subscription":
      return { kind, subscriptionId: 0, counts: "quantity" };
    case "licence":
      return { kind, licenceId: 0, counts: "total" };
    case "activeUsers":
      return { kind, siteId: null };
    case "activeAssets":
      return { kind, assetTypeId: null };
    default:
      return { kind: "fixed", quantity: 1 };
  }
}

function linesOf(value: unknown): readonly InvoiceLine[] {
  return (value ?? []) as readonly InvoiceLine[]; // The server keeps nothing else in this field.
}
