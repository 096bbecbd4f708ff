/** A column of sealed values: how its rows are told apart, and the place that each value is sealed to. */
export interface SealedColumn {
  readonly table: string;
  readonly keys: readonly string[];
  readonly column: string;
  readonly placeOf: (row: Readonly<Record<string, unknown>>) => string;
}

const hex = (value: unknown) => (value instanceof Uint8Array ? Buffer.from(value).toString("hex") : "");

/** Every column with sealed values. A new master key seals all of them again: what is missing here would be lost with the former key. */
export const sealedColumns: readonly SealedColumn[] = [
  { table: "master_key_check", keys: ["id"], column: "sealed", placeOf: () => checkPlace },
  { table: "secrets", keys: ["connection_id", "name"], column: "sealed", placeOf: (row) => `connection ${row.connection_id} ${row.name}` },
  { table: "connect_attempts", keys: ["state_hash"], column: "sealed", placeOf: (row) => `connect attempt ${hex(row.state_hash)}` },
  { table: "oauth_keys", keys: ["kid"], column: "sealed", placeOf: (row) => `oauth key ${row.kid}` },
  { table: "webhooks", keys: ["id"], column: "sealed", placeOf: (row) => `webhook ${row.id}` },
  { table: "webhooks", keys: ["id"], column: "sealed_former", placeOf: (row) => `webhook ${row.id}` },
  { table: "desk_settings", keys: ["name"], column: "sealed", placeOf: (row) => `desk setting ${row.name}` },
  { table: "idempotency_keys", keys: ["caller", "key"], column: "answer", placeOf: () => "idempotency" },
];

/** Where the value is sealed to by which a master key is known. */
export const checkPlace = "master key";
