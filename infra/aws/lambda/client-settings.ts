/** How a function's AWS clients take it that a sandbox freezes between invocations, for minutes, with its connections open. */

/**
 * A connection that died meanwhile may not say so: a request on it would wait until the function's timeout. So it is given
 * up after a silence no healthy answer makes (milliseconds), and the SDK tries again on another; its three attempts
 * stay within every function's timeout but a query's, which has time for two.
 */
export const clientSettings = { requestHandler: { connectionTimeout: 3_000, socketTimeout: 4_000 } };
