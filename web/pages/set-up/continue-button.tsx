import { Button, Text } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useId } from "react";
import type { StepName } from "./list-steps.ts";

interface ContinueButtonProps {
  readonly connectionId: number;
  readonly to: StepName;
  readonly label?: string;
  readonly isDisabled?: boolean;
  /** Why it can't be pressed, beside it. */
  readonly because?: string | null;
}

/** On to another step; where that is not possible, it says why. */
export function ContinueButton({ connectionId, to, label = "Continue", isDisabled = false, because = null }: ContinueButtonProps) {
  const navigate = useNavigate();
  const becauseId = useId();
  const isBarred = isDisabled && because !== null;
  return (
    <>
      <Button
        disabled={isDisabled}
        {...(isBarred && { "aria-describedby": becauseId })}
        onClick={() =>
          void navigate({ to: "/directories/$connectionId/set-up", params: { connectionId: String(connectionId) }, search: { step: to } })
        }
      >
        {label}
      </Button>
      {isBarred && (
        <Text size="sm" id={becauseId}>
          {because}
        </Text>
      )}
    </>
  );
}
