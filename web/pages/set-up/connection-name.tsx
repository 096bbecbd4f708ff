import { TextInput } from "@mantine/core";

interface ConnectionNameProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly fault: string | undefined;
}

/** What the connection is called here; unique among connections. */
export function ConnectionName({ value, onChange, fault }: ConnectionNameProps) {
  return (
    <TextInput
      label="Name"
      description="How this directory is called on every screen, unique among connections. You can rename it later."
      placeholder="Alder & Finch"
      maxLength={100}
      maw={420}
      required
      value={value}
      error={fault}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
