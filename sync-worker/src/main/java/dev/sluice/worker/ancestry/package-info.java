/** An element's ancestry and its one canonical text, on which selectors are evaluated; imports nothing but Java. */
package dev.sluice.worker.ancestry;
