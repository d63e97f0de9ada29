/** What all that is kept in PostgreSQL needs: transactions, and rows in the form that it takes fastest. */
package dev.sluice.worker.postgres;
