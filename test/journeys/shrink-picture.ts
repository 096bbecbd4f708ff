import { constants, crc32, deflateSync, inflateSync } from "node:zlib";

const signature = Buffer.from("89504e470d0a1a0a", "hex");
const colours = 256;

/**
 * The same picture with 256 of its colours, and every other colour as the nearest of them: less than half as many bytes.
 * Takes what a browser's screenshot is: a PNG of 8 bits a channel, three or four channels, in one piece.
 */
export function shrinkPicture(png: Buffer): Buffer {
  const chunks = readChunks(png);
  const header = chunks.find(({ type }) => type === "IHDR")?.body ?? Buffer.alloc(13);
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const channels = { 2: 3, 6: 4 }[header[9] ?? 0];
  if (header[8] !== 8 || header[12] !== 0 || channels === undefined) throw new Error("This is no picture as browsers make them.");
  const packed = Buffer.concat(chunks.filter(({ type }) => type === "IDAT").map(({ body }) => body));
  const pixels = readPixels(inflateSync(packed), { width, height, channels });
  const palette = choosePalette(pixels);
  const places = new Map<number, number>();
  const rows = Buffer.alloc(height * (width + 1));
  for (let at = 0; at < pixels.length; at += 1) {
    const colour = pixels[at] ?? 0;
    const place = places.get(colour) ?? findNearest(palette, colour);
    places.set(colour, place);
    rows[at + Math.floor(at / width) + 1] = place;
  }
  header[9] = 3;
  return Buffer.concat([
    signature,
    writeChunk("IHDR", header),
    writeChunk("PLTE", Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]))),
    writeChunk("IDAT", deflateSync(rows, { level: 9, strategy: constants.Z_DEFAULT_STRATEGY })),
    writeChunk("IEND", Buffer.alloc(0)),
  ]);
}

function readChunks(png: Buffer): readonly { readonly type: string; readonly body: Buffer }[] {
  const chunks: { type: string; body: Buffer }[] = [];
  for (let at = signature.length; at < png.length; ) {
    const length = png.readUInt32BE(at);
    chunks.push({ type: png.toString("latin1", at + 4, at + 8), body: png.subarray(at + 8, at + 8 + length) });
    at += length + 12;
  }
  return chunks;
}

interface Shape {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
}

/** Takes the filters of the rows back (https://www.w3.org/TR/png/#9Filters), and leaves transparency out. */
function readPixels(bytes: Buffer, { width, height, channels }: Shape): Uint32Array {
  const pixels = new Uint32Array(width * height);
  const length = width * channels;
  let above = new Uint8Array(length);
  for (let y = 0; y < height; y += 1) {
    const start = y * (length + 1);
    const filter = bytes[start] ?? 0;
    const row = new Uint8Array(length);
    for (let x = 0; x < length; x += 1) {
      const left = row[x - channels] ?? 0;
      const up = above[x] ?? 0;
      row[x] = (bytes[start + 1 + x] ?? 0) + predict(filter, left, up, above[x - channels] ?? 0);
    }
    for (let x = 0; x < width; x += 1) {
      const [red = 0, green = 0, blue = 0] = row.subarray(x * channels);
      pixels[y * width + x] = (red << 16) | (green << 8) | blue;
    }
    above = row;
  }
  return pixels;
}

function predict(filter: number, left: number, up: number, corner: number): number {
  if (filter === 0) return 0;
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  const guess = left + up - corner;
  const [byLeft, byUp, byCorner] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  if (byLeft <= byUp && byLeft <= byCorner) return left;
  return byUp <= byCorner ? up : corner;
}

/** One colour after the other: that which the ones so far stand for worst, in all its places together. So a green dot stays green. */
function choosePalette(pixels: Uint32Array): readonly number[] {
  const counts = new Map<number, number>();
  for (const colour of pixels) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  const open = [...counts].map(([colour, count]) => ({ colour, count, error: Number.POSITIVE_INFINITY }));
  const palette: number[] = [];
  while (palette.length < Math.min(colours, open.length)) {
    const worst = open.reduce((a, b) => (b.error * b.count > a.error * a.count ? b : a));
    palette.push(worst.colour);
    for (const one of open) one.error = Math.min(one.error, distance(one.colour, worst.colour));
  }
  return palette;
}

function findNearest(palette: readonly number[], colour: number): number {
  const distances = palette.map((other) => distance(colour, other));
  return distances.indexOf(Math.min(...distances));
}

function distance(a: number, b: number): number {
  const red = (a >> 16) - (b >> 16);
  const green = ((a >> 8) & 255) - ((b >> 8) & 255);
  const blue = (a & 255) - (b & 255);
  return red * red + green * green + blue * blue;
}

function writeChunk(type: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, "latin1"), body]);
  const ends = Buffer.alloc(4);
  ends.writeUInt32BE(crc32(named));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  return Buffer.concat([length, named, ends]);
}
