/**
 * Keeps what captured calls say of who is who until identity-service has applied it, so that capture does not depend on
 * that service.
 */
package dev.sluice.worker.outbox;
