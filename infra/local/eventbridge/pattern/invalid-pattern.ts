/** Why an event pattern is refused; the service turns it into its own error. */
export class InvalidPattern extends Error {
  readonly code = 'InvalidPattern';
}
