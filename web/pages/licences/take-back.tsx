import { Allowed } from "../../session.tsx";
import { ConfirmButton } from "../../ui/confirm.tsx";
import { type Assignment, useRelease } from "./queries.ts";

interface TakeBackProps {
  readonly assignment: Assignment;
  /** What is asked before it is done. */
  readonly question: string;
}

/** Takes a licence back from whoever holds it, for those who may. */
export function TakeBack({ assignment, question }: TakeBackProps) {
  const release = useRelease();
  return (
    <Allowed to="licences:edit">
      <ConfirmButton
        size="xs"
        variant="subtle"
        isDestructive
        label="Take back…"
        confirmTitle={question}
        confirmBody="It is free for somebody else then. Nothing is sent to the vendor."
        onConfirm={() => release.mutateAsync(assignment)}
      />
    </Allowed>
  );
}
