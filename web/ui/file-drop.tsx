import { Button, FileButton, Group, Text } from "@mantine/core";
import { type ClipboardEvent, type DragEvent, type ReactNode, useState } from "react";
import classes from "./file-drop.module.css";

interface FileDropProps {
  /** `Attach files`: what the button says. */
  readonly label: string;
  /** What fits, said before anything is chosen: `up to 20 MB each`. */
  readonly limit: string;
  readonly accept?: string;
  readonly isSeveral?: boolean;
  readonly isDisabled?: boolean;
  readonly onFiles: (files: readonly File[]) => void;
  /** What files may be dropped on, or pasted into, as well. */
  readonly children?: ReactNode;
}

/** Takes files by choosing, dropping or pasting. */
export function FileDrop({ label, limit, accept, isSeveral = false, isDisabled = false, onFiles, children }: FileDropProps) {
  const [isOver, setOver] = useState(false);
  const take = (files: readonly File[]) => {
    if (files.length > 0 && !isDisabled) onFiles(isSeveral ? files : files.slice(0, 1));
  };
  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    take([...event.dataTransfer.files]);
  }
  function paste(event: ClipboardEvent) {
    if (event.clipboardData.files.length === 0) return;
    event.preventDefault();
    take([...event.clipboardData.files]);
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping and pasting are short cuts; the button inside does the same by keyboard
    <div
      className={classes.drop}
      data-over={isOver}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      onPaste={paste}
    >
      {children}
      <Group gap="xs" className={classes.line}>
        <FileButton
          {...(accept !== undefined && { accept })}
          multiple={isSeveral}
          disabled={isDisabled}
          onChange={(chosen: File | File[] | null) => take(chosen === null ? [] : Array.isArray(chosen) ? chosen : [chosen])}
        >
          {(props) => (
            <Button {...props} variant="default" size="xs">
              {label}
            </Button>
          )}
        </FileButton>
        <Text size="xs" c="dimmed">
          or drop or paste here, {limit}
        </Text>
      </Group>
    </div>
  );
}
