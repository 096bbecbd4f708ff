import { Button, FileButton, Group, Text, Textarea } from "@mantine/core";
import { type DragEvent, useState } from "react";
import styles from "./set-up.module.css";

interface KeyFileInputProps {
  readonly value: string;
  readonly onChange: (text: string) => void;
  /** One is kept already. */
  readonly hasKey: boolean;
  readonly fault: string | undefined;
}

const largest = 64 * 1024;

/** A key file: dropped, chosen or pasted. Once it is kept, nobody sees it again. */
export function KeyFileInput({ value, onChange, hasKey, fault }: KeyFileInputProps) {
  const [isOver, setIsOver] = useState(false);
  const [tooLarge, setTooLarge] = useState<string | null>(null);
  const take = async (file: File | null | undefined) => {
    if (file === null || file === undefined) return;
    const isTooLarge = file.size > largest;
    setTooLarge(isTooLarge ? `${file.name} is no key file: those have about two kilobytes.` : null);
    if (!isTooLarge) onChange(await file.text());
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    void take(event.dataTransfer.files[0]);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a short cut; the button and the box inside do the same by keyboard
    <div
      className={styles.drop}
      {...(isOver && { "data-over": true })}
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={drop}
    >
      <Group gap="sm" mb="xs">
        <FileButton accept="application/json,.json" onChange={(file) => void take(file)}>
          {(props) => (
            <Button {...props} variant="default" size="xs">
              Choose the JSON file
            </Button>
          )}
        </FileButton>
        <Text size="sm" c="dimmed">
          or drop it here, or paste it below
        </Text>
      </Group>
      <Textarea
        label="Key file of the service account"
        description={
          hasKey ? "One is kept, sealed; it is never shown again. Give another one to replace it." : "Kept sealed; never shown again."
        }
        placeholder={'{ "type": "service_account", … }'}
        autoComplete="off"
        spellCheck={false}
        rows={4}
        value={value}
        error={tooLarge ?? fault}
        styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)", fontSize: "var(--mantine-font-size-xs)" } }}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </div>
  );
}
