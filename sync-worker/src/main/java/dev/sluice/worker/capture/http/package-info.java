/** What the HTTP front doors have in common. */
package dev.sluice.worker.capture.http;
