package dev.sluice.identity.call;

/** What makes two calls of an environment the same call. */
record CallKey(String callId, CallKind kind) {}
