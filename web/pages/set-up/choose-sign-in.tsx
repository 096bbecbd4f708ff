import { List, Radio, SimpleGrid, Text } from "@mantine/core";
import { Choice } from "./choice.tsx";

export type SignInKind = "oauthClient" | "serviceAccount";

interface ChooseSignInProps {
  readonly value: SignInKind;
  readonly onChange: (value: SignInKind) => void;
  readonly isSandbox: boolean;
}

/** The two ways in, each with what it needs and how long it takes. */
export function ChooseSignIn({ value, onChange, isSandbox }: ChooseSignInProps) {
  return (
    <Radio.Group
      value={value}
      onChange={(chosen) => onChange(chosen === "serviceAccount" ? "serviceAccount" : "oauthClient")}
      label="How Muster signs in"
    >
      <SimpleGrid cols={{ base: 1, sm: 2 }} mt="xs">
        <Choice value="oauthClient" title="OAuth client">
          <Text size="sm">You sign in once in the browser; Muster keeps the permission that you give.</Text>
          <Needs>
            {isSandbox
              ? ["nothing but a minute: the sandbox has an app and an administrator ready"]
              : [
                  "You need: a Google admin account, 10 minutes. Google may take from 5 minutes to some hours to accept the redirect address.",
                  "Choose it where your organisation allows no key files.",
                ]}
          </Needs>
        </Choice>
        <Choice value="serviceAccount" title="Service account">
          <Text size="sm">A key file and domain-wide delegation; no browser, nobody who can leave.</Text>
          <Needs>
            {isSandbox
              ? ["nothing but a minute: the sandbox has a key file ready"]
              : [
                  "You need: a super administrator once, for the delegation, 10 minutes. It may take some hours until Google knows it.",
                  "Simpler for a server that runs for years.",
                ]}
          </Needs>
        </Choice>
      </SimpleGrid>
    </Radio.Group>
  );
}

function Needs({ children }: { readonly children: readonly string[] }) {
  return (
    <List size="sm" mt={6} c="dimmed" spacing={2}>
      {children.map((need) => (
        <List.Item key={need}>{need}</List.Item>
      ))}
    </List>
  );
}
