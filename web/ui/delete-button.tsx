import { useRouter } from "@tanstack/react-router";
import { ConfirmButton } from "./confirm.tsx";

interface DeleteButtonProps {
  readonly name: string;
  /** What goes with it, and what stays. */
  readonly consequence: string;
  readonly onDelete: () => Promise<unknown>;
  /** The list that is shown afterwards. */
  readonly backTo: string;
}

/** Deletes what a page is about, after asking, and leaves the page. */
export function DeleteButton({ name, consequence, onDelete, backTo }: DeleteButtonProps) {
  const router = useRouter();
  return (
    <ConfirmButton
      label="Delete…"
      isDestructive
      confirmTitle={`Delete ${name}?`}
      confirmBody={consequence}
      onConfirm={async () => {
        await onDelete();
        router.history.push(backTo);
      }}
    />
  );
}
