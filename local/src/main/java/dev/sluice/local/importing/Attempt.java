package dev.sluice.local.importing;

import java.net.http.HttpResponse;
import java.time.Duration;

/** How one attempt to send went. */
sealed interface Attempt {

    /** The server has decided. */
    record Answered(HttpResponse<String> response) implements Attempt {}

    /** The same request may do later. */
    record Later(Duration pause, String reason) implements Attempt {}
}
