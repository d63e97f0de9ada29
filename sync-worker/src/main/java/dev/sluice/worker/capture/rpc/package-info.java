/** The front door for gRPC clients. */
package dev.sluice.worker.capture.rpc;
