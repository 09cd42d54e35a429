/** An object's key in a URL. */

/** Every part encoded; the slashes between them stay. */
export function objectPath(key: string): string {
  return key.split('/').map(encodeURIComponent).join('/');
}
