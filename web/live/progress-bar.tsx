import { Progress, Stack, Text } from "@mantine/core";
import type { ProgressView } from "../../src/api/v1/shapes/common.ts";
import { explainProgress } from "./explain-progress.ts";

/** How far a run is, as a bar and in words. Where nobody can know the end, the bar only shows that something moves. */
export function ProgressBar({
  progress,
  waitingFor = "Starting…",
}: {
  readonly progress: ProgressView | null;
  readonly waitingFor?: string;
}) {
  const says = progress === null ? waitingFor : explainProgress(progress);
  const share = progress === null || progress.total === null || progress.total === 0 ? null : (progress.done / progress.total) * 100;
  return (
    <Stack gap={6}>
      <Text size="sm" role="status" aria-live="polite">
        {says}
      </Text>
      <Progress
        value={share ?? 100}
        animated={share === null}
        striped={share === null}
        size="lg"
        aria-label={says}
        transitionDuration={200}
      />
    </Stack>
  );
}
