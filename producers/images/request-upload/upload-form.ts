/** A form that uploads one file to one place, as whoever hands it out sees it. */

export interface UploadTerms {
  readonly key: string;
  /** Any picture's unless told. */
  readonly contentType: string | undefined;
  /** Travels with the file; ASCII. */
  readonly metadata: Readonly<Record<string, string>>;
  readonly maxBytes: number;
  readonly lastsSeconds: number;
}

/** Sent as `multipart/form-data` to the URL: the fields first, the file, named `file`, last. */
export interface UploadForm {
  readonly url: string;
  readonly fields: Readonly<Record<string, string>>;
}

export type UploadForms = (terms: UploadTerms) => Promise<UploadForm>;
