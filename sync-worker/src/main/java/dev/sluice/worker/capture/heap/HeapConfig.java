package dev.sluice.worker.capture.heap;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much Heap's clients may post. */
@ConfigMapping(prefix = "sluice.capture.heap")
public interface HeapConfig {

    /** Most bytes of a post, once inflated. */
    @WithDefault("8388608")
    int bodyBytes();
}
