import { type FormEvent, useState } from "react";

interface DialogFormOptions<T> {
  readonly start: T;
  /** Saves; what it throws stands in `error`. */
  readonly onSave: (values: T) => Promise<unknown>;
  /** Told when it is saved. */
  readonly onClose: () => void;
}

/** What is typed in a dialog until it is saved, and why it was refused. `start` counts as it was when the dialog opened. */
export function useDialogForm<T extends object>({ start: given, onSave, onClose }: DialogFormOptions<T>) {
  const [start] = useState(given);
  const [values, setValues] = useState(start);
  const [error, setError] = useState<unknown>(null);
  const [isSaving, setSaving] = useState(false);

  async function save() {
    setSaving(true);
    setError(null);
    try {
      await onSave(values);
      onClose();
    } catch (refused) {
      setError(refused);
    } finally {
      setSaving(false);
    }
  }

  return {
    values,
    set: (change: Partial<T>) => setValues({ ...values, ...change }),
    error,
    /** For the dialog that it stands in. */
    form: {
      isDirty: JSON.stringify(values) !== JSON.stringify(start),
      isSaving,
      onSubmit: (event: FormEvent) => {
        event.preventDefault();
        event.stopPropagation();
        void save();
      },
      onClose,
    },
  };
}
