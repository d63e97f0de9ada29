/** Says calls that change who is who in the words of identity-service. */
package dev.sluice.worker.capture.identity;
