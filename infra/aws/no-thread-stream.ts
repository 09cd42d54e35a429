/** Stands in for pino's worker thread inside a Lambda bundle, where lines go straight to standard output. */
export default class NoThreadStream {
  constructor() {
    throw new Error('logging through a worker thread is not bundled');
  }
}
