import { Button, Group, Modal, type ModalProps, Stack, type StackProps, Text } from "@mantine/core";
import { type FormEvent, type ReactNode, useState } from "react";
import { LeaveGuard } from "./leave-guard.tsx";

interface FormDialogProps {
  readonly title: string;
  readonly size?: ModalProps["size"];
  readonly gap?: StackProps["gap"];
  /** What the button says that saves. */
  readonly submitLabel: string;
  /** Said beside the buttons. */
  readonly note?: string | undefined;
  readonly isDirty: boolean;
  readonly isSaving: boolean;
  readonly onSubmit: (event: FormEvent) => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A form over the page that it was opened from, with its buttons. It asks before what was typed is thrown away. */
export function FormDialog(props: FormDialogProps) {
  const { title, size = "md", gap = "sm", submitLabel, note, isDirty, isSaving, onSubmit, onClose, children } = props;
  const [isAsking, setAsking] = useState(false);
  const close = () => (isDirty ? setAsking(true) : onClose());
  return (
    <Modal opened onClose={close} closeOnClickOutside={!isDirty} title={title} size={size} closeButtonProps={{ "aria-label": "Close" }}>
      <form onSubmit={onSubmit} noValidate>
        <Stack gap={gap}>
          {children}
          <Group justify="flex-end" gap="xs">
            {note !== undefined && (
              <Text size="sm" c="dimmed" mr="auto">
                {note}
              </Text>
            )}
            <Button variant="default" onClick={close}>
              Cancel
            </Button>
            <Button type="submit" loading={isSaving} disabled={!isDirty}>
              {submitLabel}
            </Button>
          </Group>
        </Stack>
      </form>
      <LeaveGuard isDirty={isDirty} isAsking={isAsking} onStay={() => setAsking(false)} onLeave={onClose} />
    </Modal>
  );
}
