import { Radio, SimpleGrid, Text } from "@mantine/core";
import { Choice } from "./choice.tsx";

/** Which kind of directory. There is one in this version; the other is named, so that nobody looks for it. */
export function ChooseDirectoryType() {
  return (
    <Radio.Group value="google" label="Directory type" onChange={() => {}}>
      <SimpleGrid cols={{ base: 1, sm: 2 }} mt="xs">
        <Choice value="google" title="Google Workspace">
          <Text size="sm" c="dimmed">
            Users, groups with their members, org units and custom attributes, for reading only.
          </Text>
        </Choice>
        <Choice value="entra" title="Microsoft Entra ID" disabled>
          <Text size="sm" c="dimmed">
            Not in this version.
          </Text>
        </Choice>
      </SimpleGrid>
    </Radio.Group>
  );
}
