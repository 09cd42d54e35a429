/** The files of an image, as whoever removes them sees them. */

/** Both throw `Unavailable` when the bucket cannot be reached; it is no error if there is nothing at a key. */
export interface ImageFiles {
  removePicture(key: string): Promise<void>;
  removeQuarantined(key: string): Promise<void>;
}
