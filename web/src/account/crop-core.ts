/** A square of a picture, in its pixels. */
export interface Crop {
  x: number;
  y: number;
  side: number;
}

export interface Size {
  width: number;
  height: number;
}

/** What the server makes of it: nobody gains by a smaller part than half of this. */
const USEFUL_SIDE = 256;

const MOST_BYTES = 10 * 1024 * 1024;

const between = (least: number, value: number, most: number): number => Math.min(most, Math.max(least, value));

/** Why the server would not take the file; undefined when it may. */
export function pictureFault(file: { type: string; size: number }): 'notPicture' | 'tooLarge' | undefined {
  if (!['image/jpeg', 'image/png', 'image/gif'].includes(file.type)) return 'notPicture';
  return file.size > MOST_BYTES ? 'tooLarge' : undefined;
}

/** The middle, as much as there is. */
export function middleOf({ width, height }: Size): Crop {
  const side = Math.min(width, height);
  return { x: Math.floor((width - side) / 2), y: Math.floor((height - side) / 2), side };
}

/** The smallest square that may be chosen, and the largest. */
export function sidesOf({ width, height }: Size): { least: number; most: number } {
  const most = Math.min(width, height);
  return { least: Math.min(most, Math.max(USEFUL_SIDE / 2, Math.ceil(most / 5))), most };
}

/** How far it may go to the right, and down. */
export const roomOf = (crop: Crop, { width, height }: Size) => ({ x: width - crop.side, y: height - crop.side });

/** To this place, as far as the picture goes. Whole pixels. */
export function placed(crop: Crop, x: number, y: number, size: Size): Crop {
  const room = roomOf(crop, size);
  return { ...crop, x: Math.round(between(0, x, room.x)), y: Math.round(between(0, y, room.y)) };
}

/** As large as this around the same middle, as far as the picture goes. */
export function resized(crop: Crop, wanted: number, size: Size): Crop {
  const { least, most } = sidesOf(size);
  const side = Math.round(between(least, wanted, most));
  const shift = (crop.side - side) / 2;
  return placed({ ...crop, side }, crop.x + shift, crop.y + shift, size);
}

export const cropText = ({ x, y, side }: Crop): string => `${x},${y},${side}`;
