import { Button } from "@mantine/core";
import { useClipboard } from "@mantine/hooks";
import { IconCheck, IconCopy } from "./icons.ts";

interface Props {
  readonly value: string;
  readonly label: string;
}

/** Copies a text, and says that it did. */
export function CopyButton({ value, label }: Props) {
  const { copied, copy } = useClipboard({ timeout: 2_000 });
  return (
    <Button
      size="xs"
      variant="default"
      leftSection={copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
      onClick={() => copy(value)}
    >
      <span aria-live="polite">{copied ? "Copied" : label}</span>
    </Button>
  );
}
