import { Button, Group, Stack, Text } from "@mantine/core";
import { Section } from "../../ui/page.tsx";
import { ProblemAlert } from "../../ui/problem.tsx";
import { FileCard } from "./file-card.tsx";
import { usePlanTakeover } from "./queries.ts";
import type { TakeoverDetail } from "./takeover-types.ts";
import { kindWords, listedKinds } from "./takeover-words.ts";

interface Props {
  readonly takeover: TakeoverDetail;
  readonly onPlanned: () => void;
}

/** Gathers a file a kind, and what its columns fill; then everything is planned. */
export function FilesStep({ takeover, onPlanned }: Props) {
  const plan = usePlanTakeover();
  const lacking = takeover.files.filter(({ missing }) => missing.length > 0);
  return (
    <Section
      title="Files"
      description="One file a kind; which of the five you have does not matter. The first line names the columns; separators and encodings are found out."
    >
      <Stack gap="md">
        {listedKinds.map((kind) => (
          <FileCard key={kind} takeoverId={takeover.id} kind={kind} file={takeover.files.find((file) => file.kind === kind)} />
        ))}
        {plan.error !== null && <ProblemAlert error={plan.error} />}
        <Group justify="space-between">
          <Text size="sm" c="dimmed" role="status">
            {takeover.files.length === 0
              ? "No file yet."
              : lacking.length > 0
                ? `Not ready: say which columns fill ${lacking.map(({ kind, missing }) => `${missing.join(", ")} (${kindWords[kind].toLocaleLowerCase()})`).join("; ")}.`
                : "Planning writes nothing to the desk."}
          </Text>
          <Button
            disabled={takeover.files.length === 0 || lacking.length > 0}
            loading={plan.isPending}
            onClick={() => plan.mutate(takeover.id, { onSuccess: onPlanned })}
          >
            See what would change
          </Button>
        </Group>
      </Stack>
    </Section>
  );
}
