import { Loaded } from "../../ui/loaded.tsx";
import { Page, Section } from "../../ui/page.tsx";
import { MailForm } from "./mail-form.tsx";
import { OutgoingMail } from "./outgoing-mail.tsx";
import { useMailSettings } from "./queries.ts";
import { TestMail } from "./test-mail.tsx";

/** How the desk sends mail, whether it works, and what waits to be sent. */
export function MailPage() {
  const settings = useMailSettings();
  return (
    <Page
      title="Mail"
      subtitle="What tickets tell people is sent by a mail server of yours. Until there is one, mail waits, for three days at most."
      crumbs={[{ label: "Settings", to: "/settings" }]}
    >
      <Loaded query={settings} reading="the mail settings">
        {(data) => (
          <>
            <Section title="Mail server" {...(data.says !== "" && { description: data.says })}>
              <MailForm key={data.version} setUp={data} />
            </Section>
            {data.settings !== null && (
              <Section title="Try it" description="Sends one mail with what is saved above.">
                <TestMail />
              </Section>
            )}
            <Section title="Outgoing mail" description="Newest first. What failed is tried again for a while, then given up.">
              <OutgoingMail />
            </Section>
          </>
        )}
      </Loaded>
    </Page>
  );
}
