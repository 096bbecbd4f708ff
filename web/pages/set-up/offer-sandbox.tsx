import { Radio, SimpleGrid, Text } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import type { SampleApps } from "../../../src/api/v1/shapes/demo.ts";
import { ProblemAlert } from "../../ui/problem.tsx";
import { Choice } from "./choice.tsx";

interface OfferSandboxProps {
  readonly samples: UseQueryResult<SampleApps>;
  readonly isChosen: boolean;
  readonly onChoose: (isChosen: boolean) => void;
}

/** In the demo: one's own Google, or the sandbox that plays it, so that the whole guide can be played without an account. */
export function OfferSandbox({ samples, isChosen, onChoose }: OfferSandboxProps) {
  return (
    <>
      <Radio.Group value={isChosen ? "sandbox" : "own"} onChange={(chosen) => onChoose(chosen === "sandbox")} label="Whose directory">
        <SimpleGrid cols={{ base: 1, sm: 2 }} mt="xs">
          <Choice value="own" title="My own">
            <Text size="sm" c="dimmed">
              Muster talks to Google itself, and reads only.
            </Text>
          </Choice>
          <Choice value="sandbox" title="A sample organisation">
            <Text size="sm" c="dimmed">
              The sandbox on this machine plays Google: every step as it is with the real one, no account needed. Nothing leaves this
              machine.
            </Text>
          </Choice>
        </SimpleGrid>
      </Radio.Group>
      {isChosen && samples.isError && <ProblemAlert error={samples.error} onRetry={() => void samples.refetch()} />}
    </>
  );
}
