import { Button, Group, Text } from "@mantine/core";
import type { SampleApps } from "../../../src/api/v1/shapes/demo.ts";

interface SampleChoiceProps {
  readonly sample: SampleApps;
  readonly onChoose: (organisation: SampleApps["organisations"][number]) => void;
}

/** Fills the form with what a sample organisation has prepared. */
export function SampleChoice({ sample, onChoose }: SampleChoiceProps) {
  return (
    <div>
      <Text size="sm" mb={6}>
        Fill in what the sandbox has prepared for
      </Text>
      <Group gap="xs">
        {sample.organisations.map((organisation) => (
          <Button key={organisation.domain} variant="default" size="xs" onClick={() => onChoose(organisation)}>
            {organisation.name}
          </Button>
        ))}
      </Group>
    </div>
  );
}
