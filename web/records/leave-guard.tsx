import { Button, Group, Modal, Text } from "@mantine/core";
import { useBlocker } from "@tanstack/react-router";

interface LeaveGuardProps {
  readonly isDirty: boolean;
  /** Somebody wants to close the form itself. */
  readonly isAsking: boolean;
  readonly onStay: () => void;
  readonly onLeave: () => void;
}

/** Asks before something typed is lost: when a form is closed, when the page is left, when the browser is closed. */
export function LeaveGuard({ isDirty, isAsking, onStay, onLeave }: LeaveGuardProps) {
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => isDirty && current.pathname !== next.pathname,
    enableBeforeUnload: isDirty,
    withResolver: true,
  });
  const isBlocked = blocker.status === "blocked";
  function stay() {
    if (isBlocked) blocker.reset();
    onStay();
  }
  function leave() {
    if (isBlocked) blocker.proceed();
    onLeave();
  }
  return (
    <Modal
      opened={isAsking || isBlocked}
      onClose={stay}
      title="Leave without saving?"
      centered
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <Text size="sm">What you typed here was not saved, and is lost when you leave.</Text>
      <Group justify="flex-end" gap="xs" mt="lg">
        <Button variant="default" onClick={stay} data-autofocus>
          Stay here
        </Button>
        <Button color="red.9" onClick={leave}>
          Leave without saving
        </Button>
      </Group>
    </Modal>
  );
}
