import { Button, type ButtonProps } from "@mantine/core";
import { useState } from "react";
import type { PersonView } from "../../../src/api/v1/shapes/person.ts";
import { useSavePerson } from "../../queries/person.ts";
import { Allowed } from "../../session.tsx";
import { ConfirmButton } from "../../ui/confirm.tsx";
import { DeletePerson } from "./delete-person.tsx";
import { EditPerson } from "./edit-person.tsx";
import { ErasePerson } from "./erase-person.tsx";
import { explainActivation, explainProtection } from "./explain-actions.ts";
import { MoveSite } from "./move-site.tsx";
import { Relations } from "./relations-dialog.tsx";

/** What can be done with a record by hand. Every question says what a later import will do. */
export function PersonActions({ person, size = "sm" }: { person: PersonView; size?: ButtonProps["size"] }) {
  const [isEditing, setEditing] = useState(false);
  const save = useSavePerson(person.entity, person.id);
  const { version, isActive, isProtected, entity } = person;
  return (
    <Allowed to={`${entity}s:edit`}>
      <Button {...(size !== undefined && { size })} onClick={() => setEditing(true)}>
        Edit
      </Button>
      {isEditing && <EditPerson person={person} onClose={() => setEditing(false)} />}
      {entity === "user" && <MoveSite person={person} size={size} />}
      <Relations person={person} size={size} />
      <ConfirmButton
        variant="default"
        size={size}
        label={isProtected ? "Let imports touch it again…" : "Never touch…"}
        confirmTitle={isProtected ? `Let imports touch ${person.name} again?` : `Never touch ${person.name}?`}
        confirmBody={explainProtection(person)}
        onConfirm={() => save.mutateAsync({ patch: { isProtected: !isProtected }, version })}
      />
      <ConfirmButton
        variant="default"
        size={size}
        label={isActive ? "Make inactive…" : "Make active…"}
        confirmTitle={isActive ? `Make ${person.name} inactive?` : `Make ${person.name} active?`}
        confirmBody={explainActivation(person)}
        isDestructive={isActive}
        onConfirm={() => save.mutateAsync({ patch: { isActive: !isActive }, version })}
      />
      <ErasePerson person={person} size={size} />
      <DeletePerson person={person} size={size} />
    </Allowed>
  );
}
