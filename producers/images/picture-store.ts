/** The bucket that pictures are served from, as the intake sees it. */

/** Every method throws `Unavailable` when the bucket cannot be reached. */
export interface PictureStore {
  /** Writes a WebP, or overwrites it. */
  putPicture(key: string, content: Uint8Array): Promise<void>;
  /** The JSON text at the key, read strongly; undefined if there is none. */
  readJson(key: string): Promise<string | undefined>;
  /** Writes JSON text unless there is one at the key: then returns that, else the given one. */
  putJsonOnce(key: string, text: string): Promise<string>;
}
