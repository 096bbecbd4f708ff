import assert from "node:assert/strict";
import { test } from "node:test";
import { crc32, deflateSync, inflateSync } from "node:zlib";
import { shrinkPicture } from "./shrink-picture.ts";

test("a picture keeps its size and its colours, with a byte a pixel", () => {
  const red = [200, 10, 10, 255];
  const blue = [10, 10, 200, 255];
  // Two rows: the first says the difference from the left, the second from above.
  const rows = [1, ...red, ...minus(blue, red), 2, ...minus(blue, red), ...minus(red, blue)];
  const small = shrinkPicture(drawPicture(2, 2, rows));
  assert.equal(small.readUInt32BE(16), 2, "width");
  assert.equal(small.readUInt32BE(20), 2, "height");
  assert.deepEqual([...small.subarray(24, 26)], [8, 3], "eight bits a pixel, by palette");
  const palette = bodyOf(small, "PLTE");
  const pixels = [...inflateSync(bodyOf(small, "IDAT"))];
  const colourAt = (at: number) => [...palette.subarray((pixels[at] ?? 0) * 3, (pixels[at] ?? 0) * 3 + 3), 255];
  assert.deepEqual([colourAt(1), colourAt(2), colourAt(4), colourAt(5)], [red, blue, blue, red]);
});

function minus(a: readonly number[], b: readonly number[]): readonly number[] {
  return a.map((value, at) => (value - (b[at] ?? 0) + 256) % 256);
}

function drawPicture(width: number, height: number, rows: readonly number[]): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 6, 0, 0, 0], 8);
  const chunks = [chunk("IHDR", header), chunk("IDAT", deflateSync(Buffer.from(rows))), chunk("IEND", Buffer.alloc(0))];
  return Buffer.concat([Buffer.from("89504e470d0a1a0a", "hex"), ...chunks]);
}

function chunk(type: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type), body]);
  const numbers = Buffer.alloc(8);
  numbers.writeUInt32BE(body.length, 0);
  numbers.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([numbers.subarray(0, 4), named, numbers.subarray(4)]);
}

function bodyOf(png: Buffer, type: string): Buffer {
  const at = png.indexOf(type);
  return png.subarray(at + 4, at + 4 + png.readUInt32BE(at - 4));
}
