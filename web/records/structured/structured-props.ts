import type { AnyRecord, Draft } from "../record-types.ts";

/** What an editor of a value with a shape of its own is given. */
export interface EditorProps {
  readonly label: string;
  readonly value: unknown;
  /** Everything that the form holds. */
  readonly draft: Draft;
  readonly error: string | undefined;
  readonly onChange: (value: unknown) => void;
}

/** What shows such a value is given. */
export interface ViewProps {
  readonly value: unknown;
  readonly record: AnyRecord;
}
