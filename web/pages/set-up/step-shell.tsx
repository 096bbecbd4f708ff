import { Button, Group, Text, Title } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { type ReactNode, useId, useState } from "react";
import type { Step } from "./list-steps.ts";
import styles from "./set-up.module.css";

interface StepShellProps {
  readonly step: Step;
  readonly number: number;
  /** What came of it, once it is done; what it will be about, before. */
  readonly says: ReactNode;
  readonly children: ReactNode;
}

const standing: Readonly<Record<Step["state"], string>> = { done: "done", current: "now", next: "later" };

/** A step of the guide: open while it is the current one, folded once it is done, named while it is to come. */
export function StepShell({ step, number, says, children }: StepShellProps) {
  const titleId = useId();
  const bodyId = useId();
  const [isOpened, setIsOpened] = useState(false);
  // How imports go on by themselves may be read at any time.
  const canOpen = step.state === "done" || (step.state === "next" && step.name === "schedule");
  const isOpen = step.state === "current" || (canOpen && isOpened);
  return (
    <section className={styles.step} aria-labelledby={titleId} {...(step.state === "current" && { "aria-current": "step" as const })}>
      <span className={styles.mark} data-state={step.state} aria-hidden>
        {step.state === "done" ? <IconCheck size={16} /> : number}
      </span>
      <div>
        <Group justify="space-between" align="flex-start" wrap="nowrap" gap="sm">
          <div style={{ minWidth: 0 }}>
            <Title order={2} size="h4" id={titleId}>
              {step.label}
              <Text span size="sm" c="dimmed" fw={400} ms="xs">
                {standing[step.state]}
              </Text>
            </Title>
            <Text size="sm" {...(step.state !== "current" && { c: "dimmed" })} component="div" style={{ overflowWrap: "anywhere" }}>
              {says}
            </Text>
          </div>
          {canOpen && (
            <Button
              variant="subtle"
              size="compact-sm"
              aria-expanded={isOpened}
              {...(isOpened && { "aria-controls": bodyId })}
              aria-label={`${isOpened ? "Fold" : "Open"} the step ${step.label}`}
              onClick={() => setIsOpened(!isOpened)}
            >
              {isOpened ? "Fold" : "Open"}
            </Button>
          )}
        </Group>
        {isOpen && (
          <div id={bodyId} style={{ paddingTop: "var(--mantine-spacing-md)" }}>
            {children}
          </div>
        )}
      </div>
    </section>
  );
}
