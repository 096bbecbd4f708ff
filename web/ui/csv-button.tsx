import { Button, type ButtonProps } from "@mantine/core";
import { IconDownload } from "./icons.ts";

interface CsvButtonProps {
  readonly href: string;
  /** What the file is called. */
  readonly download: string;
  /** How many rows it has; null while nobody knows. */
  readonly n: number | null;
  readonly size?: ButtonProps["size"];
}

/** Saves everything that a list's filters let through as a file. */
export function CsvButton({ href, download, n, size }: CsvButtonProps) {
  return (
    <Button
      component="a"
      variant="default"
      {...(size === undefined ? {} : { size })}
      leftSection={<IconDownload size={16} aria-hidden />}
      href={href}
      download={download}
    >
      CSV of these {n?.toLocaleString() ?? ""}
    </Button>
  );
}
