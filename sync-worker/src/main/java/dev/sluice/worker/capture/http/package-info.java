/** What holds for every HTTP request before its body is read. */
package dev.sluice.worker.capture.http;
