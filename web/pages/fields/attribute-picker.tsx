import { Combobox, InputBase, Text, useCombobox, VisuallyHidden } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { AttributeView } from "../../../src/api/v1/shapes/settings.ts";
import { ProblemAlert } from "../../ui/problem.tsx";
import styles from "./fields.module.css";
import { findExpressionFault } from "./find-expression-fault.ts";
import { attributesQuery } from "./queries.ts";

interface AttributePickerProps {
  readonly connectionId: number;
  readonly value: string;
  readonly onChange: (expression: string) => void;
  /** What is to be filled, for those who cannot see the row. */
  readonly label: string;
  readonly isLabelShown?: boolean;
  /** What people call the attribute, until all of them are read. */
  readonly knownAs?: string | undefined;
  readonly fault?: string | undefined;
}

const shownAtOnce = 60;

/** Where a desk field is filled from: an attribute that the directory has, found by name, or an expression of one's own. */
export function AttributePicker({ connectionId, value, onChange, label, isLabelShown = false, knownAs, fault }: AttributePickerProps) {
  const attributes = useQuery(attributesQuery(connectionId));
  const [typed, setTyped] = useState("");
  const combobox = useCombobox({
    onDropdownClose: () => {
      combobox.resetSelectedOption();
      setTyped("");
    },
    onDropdownOpen: () => combobox.focusSearchInput(),
  });
  const all = attributes.data?.items ?? [];
  const known = all.find(({ from }) => from === value);
  const found = findAttributes(all, typed);
  const own = typed.trim();
  const isOwn = own !== "" && !all.some(({ from }) => from === own);
  const ownFault = isOwn ? findExpressionFault(own) : null;
  const choose = (expression: string) => {
    onChange(expression);
    combobox.closeDropdown();
  };
  return (
    <Combobox store={combobox} onOptionSubmit={choose} width={420} position="bottom-start" withinPortal>
      <Combobox.Target targetType="button" withAriaAttributes={false}>
        <InputBase
          component="button"
          type="button"
          pointer
          {...(isLabelShown && { label })}
          error={fault}
          rightSection={<Combobox.Chevron />}
          rightSectionPointerEvents="none"
          classNames={{ input: styles.picker ?? "" }}
          aria-haspopup="listbox"
          aria-expanded={combobox.dropdownOpened}
          onClick={() => combobox.toggleDropdown()}
        >
          {!isLabelShown && <VisuallyHidden>{label}: </VisuallyHidden>}
          {value === "" ? (
            <span className={styles.hint}>Choose an attribute</span>
          ) : (
            <Chosen label={known?.label ?? knownAs} expression={value} />
          )}
        </InputBase>
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Search
          value={typed}
          placeholder="Search, or type an expression: phones[type=mobile].value"
          aria-label={`${label}: search an attribute`}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            combobox.selectFirstOption();
          }}
        />
        <Combobox.Options aria-label="Attributes" mah={320} style={{ overflowY: "auto" }}>
          {found.slice(0, shownAtOnce).map((attribute) => (
            <Combobox.Option key={attribute.from} className={styles.option} value={attribute.from} active={attribute.from === value}>
              <Attribute attribute={attribute} />
            </Combobox.Option>
          ))}
          {isOwn && ownFault === null && (
            <Combobox.Option value={own} className={styles.option}>
              <Text size="sm">
                Use <code>{own}</code> as it is
              </Text>
            </Combobox.Option>
          )}
          {attributes.isPending && <Combobox.Empty>Reading the attributes…</Combobox.Empty>}
          {attributes.data !== undefined && found.length === 0 && !isOwn && (
            <Combobox.Empty>The directory copy has no attributes yet.</Combobox.Empty>
          )}
        </Combobox.Options>
        {attributes.isError && <ProblemAlert error={attributes.error} onRetry={() => void attributes.refetch()} />}
        {attributes.data != null && attributes.data.liveSays !== null && (
          <Combobox.Footer>
            <Text size="xs" c="dimmed">
              {attributes.data.liveSays}
            </Text>
          </Combobox.Footer>
        )}
        {isOwn && ownFault !== null && found.length === 0 && (
          <Combobox.Footer>
            <Text size="xs">{ownFault}</Text>
          </Combobox.Footer>
        )}
      </Combobox.Dropdown>
    </Combobox>
  );
}

function Chosen({ label, expression }: { readonly label: string | undefined; readonly expression: string }) {
  return (
    <span className={styles.chosen} title={expression}>
      {label ?? expression}
      {label !== undefined && label !== expression && <small>{expression}</small>}
    </span>
  );
}

function Attribute({ attribute }: { readonly attribute: AttributeView }) {
  const { label, from, filled, sample, type, isRead } = attribute;
  return (
    <div className={styles.attribute}>
      <Text size="sm">
        {label}
        {type !== "text" && (
          <Text span size="xs" c="dimmed">
            {" "}
            · {type}
          </Text>
        )}
      </Text>
      <Text size="xs" c="dimmed">
        {filled === null || !isRead ? "not read yet: the next reading asks for it" : `${filled.toLocaleString()} have a value`}
      </Text>
      {from !== label && (
        <Text size="xs" c="dimmed" ff="monospace" className={styles.wide}>
          {from}
        </Text>
      )}
      {sample.length > 0 && (
        <Text size="xs" c="dimmed" dir="auto" truncate className={styles.wide}>
          {sample.join(" · ")}
        </Text>
      )}
    </div>
  );
}

/** Attributes that hold every word, in label, expression or a sample. */
function findAttributes(all: readonly AttributeView[], typed: string): readonly AttributeView[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return all.filter(({ label, from, sample }) => {
    const text = `${label} ${from} ${sample.join(" ")}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
