import { Text } from "@mantine/core";
import { type ReactNode, useId } from "react";
import classes from "./structured.module.css";

interface EditorFrameProps {
  readonly label: string;
  readonly description?: ReactNode;
  readonly error: string | undefined;
  readonly children: ReactNode;
}

/** A group of inputs that are one field of the form. */
export function EditorFrame({ label, description, error, children }: EditorFrameProps) {
  const id = useId();
  return (
    <fieldset className={classes.frame} aria-describedby={error === undefined ? undefined : id}>
      <legend>{label}</legend>
      {description !== undefined && (
        <Text size="sm" c="dimmed" mb="xs" component="div">
          {description}
        </Text>
      )}
      {children}
      {error !== undefined && (
        <Text id={id} size="sm" role="alert" c="var(--mantine-color-error)" mt="xs">
          {error}
        </Text>
      )}
    </fieldset>
  );
}
