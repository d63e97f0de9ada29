/** What all that is kept in PostgreSQL needs: transactions, and rows in its own notation. */
package dev.sluice.worker.postgres;
