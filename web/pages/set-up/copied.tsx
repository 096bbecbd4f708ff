import { ActionIcon, Tooltip } from "@mantine/core";
import { useClipboard } from "@mantine/hooks";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import styles from "./set-up.module.css";

interface CopiedProps {
  readonly value: string;
  /** What the button says it copies. */
  readonly label: string;
}

/** Something to paste elsewhere, exactly, with its button. */
export function Copied({ value, label }: CopiedProps) {
  const { copied, copy } = useClipboard({ timeout: 2_000 });
  return (
    <div className={styles.copied}>
      <code>{value}</code>
      <Tooltip label={copied ? "Copied" : label} {...(copied && { opened: true })}>
        <ActionIcon variant="subtle" aria-label={copied ? "Copied" : label} onClick={() => copy(value)}>
          {copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
        </ActionIcon>
      </Tooltip>
    </div>
  );
}
