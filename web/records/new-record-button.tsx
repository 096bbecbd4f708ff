import { Button, type ButtonProps } from "@mantine/core";
import { useRouter } from "@tanstack/react-router";
import { useState } from "react";
import { Allowed } from "../session.tsx";
import { RecordDialog } from "./record-dialog.tsx";
import { recordAddress } from "./record-places.ts";
import type { Draft, KindView } from "./record-types.ts";

interface NewRecordButtonProps {
  readonly kind: KindView;
  readonly preset?: Draft;
  readonly variant?: ButtonProps["variant"];
  /** Stays where it is instead of going to the new record's page. */
  readonly staysHere?: boolean;
}

/** Creates a record, for those who may, and goes to it. */
export function NewRecordButton({ kind, preset, variant = "filled", staysHere = false }: NewRecordButtonProps) {
  const [isOpen, setOpen] = useState(false);
  const router = useRouter();
  return (
    <Allowed to={`${kind.right}:edit`}>
      <Button {...(variant !== undefined && { variant })} onClick={() => setOpen(true)}>
        New {kind.one}
      </Button>
      {isOpen && (
        <RecordDialog
          kind={kind}
          {...(preset !== undefined && { preset })}
          onClose={() => setOpen(false)}
          onSaved={(record) => {
            if (!staysHere) router.history.push(recordAddress(kind, record.id));
          }}
        />
      )}
    </Allowed>
  );
}
