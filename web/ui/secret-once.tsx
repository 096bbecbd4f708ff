import { Alert, Code, Group, Text } from "@mantine/core";
import { CopyButton } from "./copy-button.tsx";
import { IconKey } from "./icons.ts";

interface SecretOnceProps {
  readonly label: string;
  readonly value: string;
  /** What else is needed beside it. */
  readonly also?: readonly { readonly label: string; readonly value: string }[];
}

/** A secret that is shown this once: nobody can read it again, so it is to be copied now. */
export function SecretOnce({ label, value, also = [] }: SecretOnceProps) {
  return (
    <Alert
      color="yellow"
      variant="light"
      role="status"
      icon={<IconKey aria-hidden />}
      title={`Copy the ${label} now: it is not shown again`}
      styles={{ title: { color: "var(--mantine-color-text)" } }}
    >
      {[...also, { label, value }].map((line) => (
        <Group key={line.label} gap="xs" mt={6}>
          <Text size="sm" w="6.5rem">
            {line.label}
          </Text>
          <Code style={{ overflowWrap: "anywhere" }}>{line.value}</Code>
          <CopyButton value={line.value} label={`Copy ${line.label}`} />
        </Group>
      ))}
      <Text size="sm" mt="xs">
        Muster keeps only a print of it. Who loses it makes a new one.
      </Text>
    </Alert>
  );
}
