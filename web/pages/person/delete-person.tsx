import type { ButtonProps } from "@mantine/core";
import { useRouter } from "@tanstack/react-router";
import type { PersonView } from "../../../src/api/v1/shapes/person.ts";
import { useDeletePerson } from "../../queries/people.ts";
import { Allowed } from "../../session.tsx";
import { ConfirmButton } from "../../ui/confirm.tsx";

/** Deletes a record that nothing hangs on; the server refuses others and says what does. */
export function DeletePerson({ person, size }: { readonly person: PersonView; readonly size: ButtonProps["size"] }) {
  const remove = useDeletePerson(person.entity, person.id);
  const router = useRouter();
  return (
    <Allowed to={`${person.entity}s:all`}>
      <ConfirmButton
        label="Delete…"
        size={size}
        isDestructive
        confirmTitle={`Delete ${person.name}?`}
        confirmBody={`The record is gone for good; what happened to it stays in the audit log. While tickets, a directory or its grants hang on it, deleting is refused: make the ${person.entity} inactive instead.`}
        onConfirm={async () => {
          await remove.mutateAsync(person.version);
          router.history.push(`/${person.entity}s`);
        }}
      />
    </Allowed>
  );
}
