import { Kbd, Modal, Table } from "@mantine/core";
import { destinations } from "./use-keys.ts";

const everywhere: readonly { readonly keys: readonly string[]; readonly does: string }[] = [
  { keys: ["/"], does: "Search everything" },
  ...Object.entries(destinations).map(([letter, { label }]) => ({ keys: ["g", letter], does: `Go to ${label}` })),
  { keys: ["?"], does: "Show these keys" },
  { keys: ["Esc"], does: "Close what is open" },
];
const inLists: typeof everywhere = [
  { keys: ["↑", "↓"], does: "Previous, next row" },
  { keys: ["Page ↑", "Page ↓"], does: "A screen up, down" },
  { keys: ["Home", "End"], does: "First, last row" },
  { keys: ["Enter"], does: "Open the row" },
  { keys: ["Space"], does: "Tick the row, or open it" },
  { keys: ["j", "k"], does: "Next, previous ticket" },
  { keys: ["x"], does: "Choose the row" },
  { keys: ["Shift", "x"], does: "Choose all from the last one to this row" },
  { keys: ["n"], does: "New ticket" },
];

/** Which keys do what. */
export function KeysDialog({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  return (
    <Modal opened={isOpen} onClose={onClose} title="Keys" centered closeButtonProps={{ "aria-label": "Close" }}>
      <Keys caption="Everywhere" keys={everywhere} />
      <Keys caption="In lists" keys={inLists} />
    </Modal>
  );
}

function Keys({ caption, keys }: { readonly caption: string; readonly keys: typeof everywhere }) {
  return (
    <Table captionSide="top" withRowBorders={false} verticalSpacing={4} mb="sm">
      <Table.Caption ta="start" fw={600} mt={0}>
        {caption}
      </Table.Caption>
      <Table.Tbody>
        {keys.map(({ keys: combination, does }) => (
          <Table.Tr key={does}>
            <Table.Td w="9rem" ps={0}>
              {combination.map((key) => (
                <Kbd key={key} me={4}>
                  {key}
                </Kbd>
              ))}
            </Table.Td>
            <Table.Td>{does}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
