import { Button, Group, Modal, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { faultAt, ProblemAlert } from "../../ui/problem.tsx";

interface NameField {
  readonly key: string;
  readonly label: string;
  readonly description?: string;
  readonly value: string;
}

interface NameDialogProps {
  readonly title: string;
  readonly fields: readonly NameField[];
  /** What the button says. */
  readonly verb: string;
  readonly onClose: () => void;
  /** Saves the names by field; what it throws is shown. */
  readonly onSave: (names: Readonly<Record<string, string>>) => Promise<unknown>;
}

/** Asks for a name, or two, and shows what was refused beside it. */
export function NameDialog({ title, fields, verb, onClose, onSave }: NameDialogProps) {
  const [names, setNames] = useState<Readonly<Record<string, string>>>(Object.fromEntries(fields.map(({ key, value }) => [key, value])));
  const [error, setError] = useState<unknown>(null);
  const [isSaving, setSaving] = useState(false);
  const isSame = fields.every(({ key, value }) => (names[key] ?? "").trim() === value);
  const hasFault = fields.some(({ key }) => faultAt(error, key) !== undefined);

  async function submit(event: FormEvent) {
    event.preventDefault();
    setSaving(true);
    setError(null);
    try {
      await onSave(Object.fromEntries(Object.entries(names).map(([key, name]) => [key, name.trim()])));
      onClose();
    } catch (refused) {
      setError(refused);
    } finally {
      setSaving(false);
    }
  }

  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ "aria-label": "Close" }} centered>
      <form onSubmit={(event) => void submit(event)}>
        {fields.map((field, index) => (
          <TextInput
            key={field.key}
            mt={index === 0 ? 0 : "sm"}
            label={field.label}
            description={field.description}
            dir="auto"
            maxLength={200}
            data-autofocus={index === 0 || undefined}
            value={names[field.key] ?? ""}
            error={faultAt(error, field.key)}
            onChange={(event) => setNames({ ...names, [field.key]: event.currentTarget.value })}
          />
        ))}
        {error !== null && !hasFault && (
          <div style={{ marginTop: "1rem" }}>
            <ProblemAlert error={error} />
          </div>
        )}
        <Group justify="flex-end" mt="md" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={isSaving} disabled={isSame || (names[fields[0]?.key ?? ""] ?? "").trim() === ""}>
            {verb}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
