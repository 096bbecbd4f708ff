import { Autocomplete, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { valuesQuery } from "../pickers/queries.ts";
import classes from "./conditions.module.css";

interface Props {
  readonly connectionId: number;
  readonly from: string;
  /** A regular expression: completing it from values would be wrong. */
  readonly isPattern: boolean;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** One value, completed from those that the directory really has, with how many accounts have each. */
export function ValueInput({ connectionId, from, isPattern, value, onChange }: Props) {
  const [q] = useDebouncedValue(value, 200);
  const query = useQuery({
    ...valuesQuery(connectionId, from, q),
    placeholderData: (before) => before,
    enabled: !isPattern && from !== "",
  });
  if (isPattern) {
    return (
      <TextInput
        aria-label="Regular expression"
        placeholder="^(studio|office)"
        className={classes.pattern}
        value={value}
        spellCheck={false}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  }
  const counts = new Map((query.data?.items ?? []).map((item) => [item.value, item.n]));
  return (
    <Autocomplete
      aria-label="Value"
      placeholder="a value"
      dir="auto"
      data={[...counts.keys()]}
      // The server has filtered them already, as the comparison will see them.
      filter={({ options }) => options}
      value={value}
      maxDropdownHeight={280}
      onChange={onChange}
      renderOption={({ option }) => <CountedValue value={option.value} n={counts.get(option.value)} />}
    />
  );
}

export function CountedValue({ value, n }: { readonly value: string; readonly n: number | undefined }) {
  return (
    <span className={classes.option}>
      <span dir="auto">{value}</span>
      {n !== undefined && <span className={classes.count}>{n.toLocaleString()}</span>}
    </span>
  );
}
