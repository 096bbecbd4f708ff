import { Button, type ButtonProps, Group, Modal, Text, TextInput } from "@mantine/core";
import { type FormEvent, type ReactNode, useState } from "react";
import { ProblemAlert } from "./problem.tsx";

interface DialogProps {
  /** What is done, as its button says it. */
  readonly label: string;
  readonly confirmTitle: string;
  readonly confirmBody: ReactNode;
  /** Where given, the person types it before the button works. */
  readonly number?: number | undefined;
  readonly onConfirm: () => unknown;
  readonly isDestructive?: boolean | undefined;
}

interface ButtonOptions extends DialogProps {
  readonly isDisabled?: boolean | undefined;
  readonly variant?: ButtonProps["variant"];
  readonly size?: ButtonProps["size"];
  readonly leftSection?: ReactNode;
}

/** A button that asks first. */
export function ConfirmButton({ isDisabled = false, variant, size, leftSection, ...dialog }: ButtonOptions) {
  const [isOpen, setOpen] = useState(false);
  const { label, isDestructive = false } = dialog;
  return (
    <>
      <Button
        variant={variant ?? (isDestructive ? "outline" : "filled")}
        {...(size === undefined ? {} : { size })}
        {...(isDestructive ? { color: "red" } : {})}
        leftSection={leftSection}
        disabled={isDisabled}
        onClick={() => setOpen(true)}
      >
        {label}
      </Button>
      <ConfirmDialog {...dialog} isOpen={isOpen} onClose={() => setOpen(false)} />
    </>
  );
}

interface OpenProps extends DialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** A question before something is done. It stays until what was asked for is done, and shows why it was refused. */
export function ConfirmDialog({ label, confirmTitle, confirmBody, number, onConfirm, isDestructive = false, isOpen, onClose }: OpenProps) {
  const [typed, setTyped] = useState("");
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const isTyped = number === undefined || typed.replace(/\D/gu, "") === String(number);

  function close() {
    if (isBusy) return;
    onClose();
    setTyped("");
    setError(null);
  }

  async function confirm(event: FormEvent) {
    event.preventDefault();
    if (!isTyped || isBusy) return;
    setBusy(true);
    setError(null);
    try {
      await onConfirm();
      onClose();
      setTyped("");
    } catch (refused) {
      setError(refused);
    } finally {
      setBusy(false);
    }
  }

  return (
    <Modal opened={isOpen} onClose={close} title={confirmTitle} closeButtonProps={{ "aria-label": "Close" }} centered>
      <form onSubmit={(event) => void confirm(event)}>
        <Text component="div" size="sm" style={{ overflowWrap: "anywhere" }}>
          {confirmBody}
        </Text>
        {number !== undefined && (
          <TextInput
            mt="md"
            label={`Type ${number.toLocaleString()} to confirm`}
            inputMode="numeric"
            autoComplete="off"
            value={typed}
            data-autofocus
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        )}
        {error !== null && (
          <div style={{ marginTop: "1rem" }}>
            <ProblemAlert error={error} />
          </div>
        )}
        <Group justify="flex-end" gap="xs" mt="lg">
          <Button variant="default" onClick={close} disabled={isBusy}>
            Cancel
          </Button>
          <Button type="submit" {...(isDestructive ? { color: "red.9" } : {})} disabled={!isTyped} loading={isBusy}>
            {label.replace(/…$/u, "")}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
