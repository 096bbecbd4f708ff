import { Button } from "@mantine/core";
import { type ReactNode, useState } from "react";

/** A button that opens a form over the page, and the form while it is open. */
export function EditButton({ children }: { readonly children: (close: () => void) => ReactNode }) {
  const [isEditing, setEditing] = useState(false);
  return (
    <>
      <Button variant="default" onClick={() => setEditing(true)}>
        Edit
      </Button>
      {isEditing && children(() => setEditing(false))}
    </>
  );
}
