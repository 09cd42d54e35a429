/** The colour that most of a picture has: pages show it until the picture is there. */

import type { Raw } from './thumbnails.ts';

interface Sum {
  red: number;
  green: number;
  blue: number;
  weight: number;
}

/**
 * `#rrggbb`: pixels vote for one of 512 colours, the more transparent the less, and the mean of those who voted for
 * the winner is it. Grey of a picture that cannot be seen at all.
 */
export function dominantColour({ data, channels }: Raw): string {
  const sums = new Map<number, Sum>();
  for (let at = 0; at + channels <= data.length; at += channels) {
    const [red = 0, green = 0, blue = 0, alpha = 255] = data.subarray(at, at + channels);
    const colour = ((red >> 5) << 6) | ((green >> 5) << 3) | (blue >> 5);
    const sum = sums.get(colour) ?? { red: 0, green: 0, blue: 0, weight: 0 };
    sum.red += red * alpha;
    sum.green += green * alpha;
    sum.blue += blue * alpha;
    sum.weight += alpha;
    sums.set(colour, sum);
  }
  const winner = [...sums.values()].reduce((best, sum) => (sum.weight > best.weight ? sum : best), invisible);
  return `#${[winner.red, winner.green, winner.blue].map((value) => hex(value / winner.weight)).join('')}`;
}

const invisible: Sum = { red: 128, green: 128, blue: 128, weight: 1 };

function hex(value: number): string {
  return Math.round(value).toString(16).padStart(2, '0');
}
