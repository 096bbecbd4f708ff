import { Modal } from "@mantine/core";
import { useState } from "react";
import { flushSync } from "react-dom";
import { LeaveGuard } from "./leave-guard.tsx";
import { RecordForm } from "./record-form.tsx";
import type { AnyRecord, Draft, KindView } from "./record-types.ts";
import { labelOf } from "./record-words.ts";

interface RecordDialogProps {
  readonly kind: KindView;
  readonly record?: AnyRecord | undefined;
  readonly preset?: Draft;
  readonly onClose: () => void;
  readonly onSaved?: (record: AnyRecord) => void;
}

/** A form over the page that it was opened from. It asks before what was typed is thrown away. */
export function RecordDialog({ kind, record, preset, onClose, onSaved }: RecordDialogProps) {
  const [isDirty, setDirty] = useState(false);
  const [isAsking, setAsking] = useState(false);
  const close = () => (isDirty ? setAsking(true) : onClose());
  return (
    <Modal
      opened
      onClose={close}
      closeOnClickOutside={!isDirty}
      title={record === undefined ? `New ${kind.one}` : `Edit ${labelOf(kind, record)}`}
      size="xl"
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <RecordForm
        kind={kind}
        record={record}
        {...(preset !== undefined && { preset })}
        onCancel={close}
        onDirty={setDirty}
        onSaved={(saved) => {
          // The guard is gone before anybody goes to the new record's page.
          flushSync(onClose);
          onSaved?.(saved);
        }}
      />
      <LeaveGuard isDirty={isDirty} isAsking={isAsking} onStay={() => setAsking(false)} onLeave={onClose} />
    </Modal>
  );
}
