/** Proves that a warehouse equals definitions × events × migrations, or says where not. */
package dev.sluice.worker.verify;
