import type { HaloCall } from "./halo-resource.ts";

/** Custom fields stand in every single record, and in lists where `include_custom_fields` asks for any. */
export function showsCustomFields({ query }: HaloCall, isSingle: boolean): boolean {
  return isSingle || query.text("include_custom_fields") !== null;
}
