/** The one place where failures become answers, over gRPC and over HTTP. */
package dev.sluice.worker.failures;
