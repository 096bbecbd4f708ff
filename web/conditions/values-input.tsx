import { TagsInput, Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { type ClipboardEvent, useState } from "react";
import { valuesQuery } from "../pickers/queries.ts";
import { splitValues } from "./split-values.ts";
import { CountedValue } from "./value-input.tsx";

interface Props {
  readonly connectionId: number;
  readonly from: string;
  readonly values: readonly string[];
  readonly onChange: (values: readonly string[]) => void;
}

/** Several values: chosen from those that the directory has, typed, or pasted as a column of a table. */
export function ValuesInput({ connectionId, from, values, onChange }: Props) {
  const [typed, setTyped] = useState("");
  const [q] = useDebouncedValue(typed, 200);
  const query = useQuery({ ...valuesQuery(connectionId, from, q), placeholderData: (before) => before });
  const counts = new Map((query.data?.items ?? []).map((item) => [item.value, item.n]));
  const paste = (event: ClipboardEvent) => {
    const pasted = splitValues(event.clipboardData.getData("text"));
    if (pasted.length < 2) return;
    // The input itself would make one value of all lines.
    event.preventDefault();
    event.stopPropagation();
    setTyped("");
    onChange([...new Set([...values, ...pasted])]);
  };
  return (
    <div onPasteCapture={paste}>
      <TagsInput
        aria-label="Values"
        placeholder={values.length === 0 ? "choose, type or paste values" : ""}
        dir="auto"
        data={[...counts.keys()]}
        filter={({ options }) => options}
        splitChars={[]}
        acceptValueOnBlur
        value={[...values]}
        searchValue={typed}
        onSearchChange={setTyped}
        onChange={onChange}
        maxDropdownHeight={280}
        renderOption={({ option }) => <CountedValue value={option.value} n={counts.get(option.value)} />}
      />
      {values.length > 5 && (
        <Text size="xs" c="dimmed" mt={2}>
          {values.length.toLocaleString()} values
        </Text>
      )}
    </div>
  );
}
