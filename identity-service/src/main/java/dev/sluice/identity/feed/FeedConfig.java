package dev.sluice.identity.feed;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much of a feed travels at once. */
@ConfigMapping(prefix = "sluice.identity.feed")
interface FeedConfig {

    /**
     * A page of users ends at this size even if more were asked for: gRPC clients take no more than 4 MB in one message
     * unless told to. A page holds one user at least, whatever their size.
     */
    @WithDefault("2M")
    MemorySize pageBytes();
}
