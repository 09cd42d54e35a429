/** How the CLI reaches AWS or an engine: configuration that every SDK client takes. */

export interface AwsAccess {
  /** Left out: AWS itself. */
  readonly endpoint?: string;
  /** Left out, as are credentials: what the environment says. */
  readonly region?: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}
