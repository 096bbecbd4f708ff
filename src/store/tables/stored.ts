import type { ColumnType, JSONColumnType } from "kysely";

/** Written as JSON text, read as the value. */
export type Stored<T extends object> = JSONColumnType<T, string, string>;
/** As `Stored`, where nothing may be kept. */
export type StoredOrNull<T extends object> = ColumnType<T | null, string | null, string | null>;
/** As `Stored`, with a default of the database. */
export type StoredWithDefault<T extends object> = ColumnType<T, string | undefined, string>;
export type Moment = ColumnType<Date, Date, Date>;
export type MomentOrNull = ColumnType<Date | null, Date | null | undefined, Date | null>;
