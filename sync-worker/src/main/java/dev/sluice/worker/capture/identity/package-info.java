/** Hands calls that change who is who to identity-service. */
package dev.sluice.worker.capture.identity;
