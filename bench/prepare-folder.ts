import { openDatabase } from "../src/store/open-database.ts";

// Makes an empty PGlite database in a folder. A process of its own: making one takes far more memory than using it.
const database = await openDatabase({ folder: process.argv[2] ?? "" });
await database.close();
