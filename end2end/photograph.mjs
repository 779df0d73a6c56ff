// A picture as a phone's camera gives it: larger than what is kept of it.
import { deflateSync } from 'node:zlib';

const SIZE = { width: 2400, height: 1800 };

/** A file for a form's field. */
export function photo(name = 'tap.png') {
  return { name, mimeType: 'image/png', buffer: png(SIZE) };
}

/** A picture of stripes as PNG. */
function png({ width, height }) {
  const row = (y) => Buffer.concat([Buffer.from([0]), Buffer.alloc(width * 3, Buffer.from([180, (y >> 3) % 200, 90]))]);
  const pixels = deflateSync(Buffer.concat(Array.from({ length: height }, (_, y) => row(y))));
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const chunk = (kind, data) => {
    const body = Buffer.concat([Buffer.from(kind), data]);
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(data.length, 0);
    frame.writeUInt32BE(crc(body), 4);
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
  };
  const sign = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([sign, chunk('IHDR', head), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))]);
}

/** The checksum of a PNG's chunk. */
function crc(bytes) {
  let sum = ~0;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
}
