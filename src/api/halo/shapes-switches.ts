import { Invalid } from "../../model/errors.ts";
import type { HaloItem } from "./halo-resource.ts";

/**
 * Properties of a posted object that are no values but tell HaloPSA what to do. `read`: a resource heeds it. `ignored`: what it asks for is
 * so anyway, or there is nothing here that it could switch. Text: it asks for what is not done here, and the request is refused with this
 * sentence rather than answered as if it were done.
 */
const switches: Readonly<Record<string, "read" | "ignored" | { readonly refusal: string }>> = {
  _anonymise: "read",
  _recover: "read",
  // Imports are nothing of their own here: an object is saved as any other.
  _isimport: "ignored",
  _importtype: "ignored",
  _importtoken: "ignored",
  _dontaddnewfields: "read",
  _dontupdatetype: "read",
  // There is nothing to force: what HaloPSA asks confirmation for is done, and what can't be done is refused.
  _force: "ignored",
  _forcereassign: "ignored",
  // Only the desk's own checks are made, always.
  _novalidate: "ignored",
  _validate_updates: "ignored",
  _dont_fire_automations: "ignored",
  _new_usersite_only: "ignored",
  _includeticketinresponse: "ignored",
  _match: "ignored",
  _warning: "ignored",
  _merge_user_into: { refusal: "Users can't be merged here. Make one of them inactive instead" },
  _merge_client_into: { refusal: "Customers can't be merged here. Move the users and assets, and make the customer inactive" },
  _remove_licenses: { refusal: "Licences are taken away with SoftwareLicence, or in the app" },
  _importchildren: { refusal: "Records below another are sent by themselves" },
  _removed: { refusal: "Send DELETE for what is to be deleted" },
};

/** Refuses an object with a switch for what is not done here. @throws Invalid */
export function checkSwitches(item: HaloItem): void {
  const faults = Object.entries(switches).flatMap(([name, does]) => {
    const value = item[name];
    const isOff =
      value === undefined || value === null || value === false || value === 0 || value === "" || value === "false" || value === "0";
    return isOff || typeof does === "string" ? [] : [{ at: name, says: does.refusal }];
  });
  if (faults.length > 0) throw new Invalid(faults);
}
