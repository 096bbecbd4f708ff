import { Button } from "@mantine/core";
import { useState } from "react";
import { Allowed } from "../../session.tsx";
import { NameDialog } from "./name-dialog.tsx";

interface RenameButtonProps {
  readonly name: string;
  readonly description?: string;
  readonly onSave: (name: string) => Promise<unknown>;
}

/** Gives a customer or a site another name. */
export function RenameButton({ name, description, onSave }: RenameButtonProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Allowed to="desk:edit">
      <Button variant="default" onClick={() => setOpen(true)}>
        Rename…
      </Button>
      {isOpen && (
        <NameDialog
          title={`Rename ${name}`}
          verb="Rename"
          fields={[{ key: "name", label: "Name", value: name, ...(description !== undefined && { description }) }]}
          onClose={() => setOpen(false)}
          onSave={({ name: typed = "" }) => onSave(typed)}
        />
      )}
    </Allowed>
  );
}
