/** Set to keep cdktf's creation stacks, which its errors about tokens then show. */
const KEEP_STACKS = process.env.CDKTF_CREATION_STACKS !== undefined;

/**
 * Runs without cdktf's stack traces. cdktf takes one of unlimited depth for every token and for every nested block of a
 * resource, used or not: two fifths of a large synth, for a line in error messages about tokens that users did not make.
 * It has no switch for it (the fork has: CDKTN_DISABLE_CREATION_STACK), so for the length of this synchronous call the
 * function that takes them does nothing.
 */
export function untraced<T>(make: () => T): T {
  if (KEEP_STACKS) {
    return make();
  }
  const { captureStackTrace } = Error;
  Error.captureStackTrace = takeNothing;
  try {
    return make();
  } finally {
    Error.captureStackTrace = captureStackTrace;
  }
}

function takeNothing(): void {}
