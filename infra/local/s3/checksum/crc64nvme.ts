/** CRC-64/NVME, which Node has not. Kept as two halves of 32 bits: JavaScript's big integers are far slower. */

const POLYNOMIAL = 0x9a6c9329ac4bc9b5n;

const TABLE = Array.from({ length: 256 }, (_, index) => {
  let remainder = BigInt(index);
  for (let bit = 0; bit < 8; bit += 1) remainder = remainder & 1n ? (remainder >> 1n) ^ POLYNOMIAL : remainder >> 1n;
  return remainder;
});
const HIGH = Int32Array.from(TABLE, (remainder) => Number(BigInt.asIntN(32, remainder >> 32n)));
const LOW = Int32Array.from(TABLE, (remainder) => Number(BigInt.asIntN(32, remainder)));

/** The eight bytes of the checksum, most significant first. */
export function crc64nvme(bytes: Uint8Array): Buffer {
  let high = -1;
  let low = -1;
  for (let at = 0; at < bytes.length; at += 1) {
    const index = (low ^ (bytes[at] as number)) & 0xff;
    low = ((low >>> 8) | (high << 24)) ^ (LOW[index] as number);
    high = (high >>> 8) ^ (HIGH[index] as number);
  }
  const checksum = Buffer.alloc(8);
  checksum.writeInt32BE(~high, 0);
  checksum.writeInt32BE(~low, 4);
  return checksum;
}
