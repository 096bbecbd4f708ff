import { Button, Group, Modal, Text, Textarea, TextInput } from "@mantine/core";
import { type FormEvent, type ReactNode, useState } from "react";
import { ProblemAlert } from "../../ui/problem.tsx";

interface Props {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly children: ReactNode;
  /** What has to be typed; null where a click is enough. */
  readonly number: number | null;
  /** What the number counts: `people who become inactive`. */
  readonly numberMeans: string;
  readonly verb: string;
  readonly isDestructive?: boolean;
  readonly asksReason?: boolean;
  readonly isPending: boolean;
  readonly error: unknown;
  readonly onConfirm: (reason: string) => void;
}

/** The second step before something is taken away: what will happen, the number to type, and a reason where one is wanted. */
export function ConfirmDialog(props: Props) {
  const { isOpen, title, children, number, numberMeans, verb, isDestructive = false, asksReason = false, isPending, error } = props;
  const [typed, setTyped] = useState("");
  const [reason, setReason] = useState("");
  const isTyped = number === null || typed.trim() === String(number);
  const close = () => {
    setTyped("");
    props.onClose();
  };
  const confirm = (event: FormEvent) => {
    event.preventDefault();
    if (isTyped && !isPending) props.onConfirm(reason.trim());
  };
  return (
    <Modal opened={isOpen} onClose={close} title={title} centered closeButtonProps={{ "aria-label": "Close" }}>
      <form onSubmit={confirm}>
        <Text component="div" size="sm" style={{ overflowWrap: "anywhere" }}>
          {children}
        </Text>
        {number !== null && (
          <TextInput
            mt="md"
            label={`Type ${number} to confirm`}
            description={`The number of ${numberMeans}`}
            inputMode="numeric"
            autoComplete="off"
            data-autofocus
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        )}
        {asksReason && (
          <Textarea
            mt="md"
            label="Reason (optional)"
            description="Stays in the log of the run"
            maxLength={500}
            autosize
            minRows={2}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        )}
        {error !== null && error !== undefined && <ProblemAlert error={error} />}
        <Group justify="flex-end" gap="xs" mt="lg">
          <Button variant="default" onClick={close} disabled={isPending}>
            Cancel
          </Button>
          <Button type="submit" disabled={!isTyped} loading={isPending} {...(isDestructive && { color: "red" })}>
            {verb}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
