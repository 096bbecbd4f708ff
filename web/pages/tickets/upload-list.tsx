import { ActionIcon, Group, Progress, Text } from "@mantine/core";
import { IconX } from "../../ui/icons.ts";
import { saySize } from "../../ui/say-size.ts";
import type { Upload } from "./use-uploads.ts";

interface Props {
  readonly uploads: readonly Upload[];
  readonly onDrop: (key: string) => void;
}

/** Files that wait, are on their way, or did not arrive. */
export function UploadList({ uploads, onDrop }: Props) {
  if (uploads.length === 0) return null;
  return (
    <ul style={{ padding: 0, margin: 0, listStyle: "none" }} aria-label="Files to send">
      {uploads.map(({ key, file, share, fault }) => (
        <li key={key}>
          <Group gap="xs" wrap="nowrap">
            <Text size="sm" dir="auto" style={{ overflowWrap: "anywhere" }}>
              {file.name}{" "}
              <Text span size="sm" c="dimmed">
                {saySize(file.size)}
              </Text>
            </Text>
            {share === null ? (
              <ActionIcon size="sm" variant="subtle" color="gray" aria-label={`Don't send ${file.name}`} onClick={() => onDrop(key)}>
                <IconX size={14} aria-hidden />
              </ActionIcon>
            ) : (
              <Progress value={share * 100} aria-label={`${file.name} is sent`} style={{ flex: "1 1 6rem" }} />
            )}
          </Group>
          {fault !== null && (
            <Text size="sm" c="var(--mantine-color-error)" role="alert">
              {file.name} was not sent: {fault}
            </Text>
          )}
        </li>
      ))}
    </ul>
  );
}
