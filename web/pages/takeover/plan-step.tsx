import { Group, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { ConfirmButton } from "../../ui/confirm.tsx";
import { Section } from "../../ui/page.tsx";
import type { useApplyTakeover } from "./queries.ts";
import type { TakeoverDetail } from "./takeover-types.ts";

interface Props {
  readonly takeover: TakeoverDetail;
  readonly apply: ReturnType<typeof useApplyTakeover>;
  readonly back: ReactNode;
}

/** What a plan would write, and the button that does exactly that. */
export function PlanStep({ takeover: { id, planHash, progress, undoesId, system }, apply, back }: Props) {
  const n = progress.total;
  const said = n === 1 ? "1 record" : `${n.toLocaleString()} records`;
  const isUndo = undoesId !== null;
  return (
    <Section
      title={isUndo ? "What would be taken back" : "What would change"}
      description={
        isUndo
          ? "Nothing has been taken back yet. What people changed since, or use by now, is left alone, each with the reason."
          : "Nothing has been written yet. Lines that can't be taken over stay out, each with the reason; correct the file and plan again."
      }
      actions={
        <Group gap="xs">
          {back}
          {n > 0 && planHash !== null && (
            <ConfirmButton
              label={isUndo ? `Take back ${said}…` : `Take over ${said}…`}
              isDestructive={isUndo}
              confirmTitle={isUndo ? `Take back ${said}?` : `Take over ${said} from ${system}?`}
              confirmBody={
                isUndo
                  ? "What the take-over made goes for good; what it changed gets its former values. What was changed since the preview is left out."
                  : "They are written to the desk as the preview says. What somebody changes meanwhile is left out. It can be taken back as a whole."
              }
              number={n}
              onConfirm={() => apply.mutateAsync({ id, hash: planHash })}
            />
          )}
        </Group>
      }
    >
      {n === 0 && <Text size="sm">There is nothing to write: everything is as the files say, or refused.</Text>}
    </Section>
  );
}
