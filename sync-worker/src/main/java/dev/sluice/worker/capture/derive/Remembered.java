package dev.sluice.worker.capture.derive;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.util.function.Function;

/** Remembers what the commonest texts were read as: addresses, and names of libraries, are the same in call after call. */
final class Remembered<T> {

    private static final int MOST = 2_000;

    /** Characters. What is longer is read each time, so that what is remembered takes a few MB at most. */
    private static final int LONGEST = 512;

    private final Function<String, T> reading;
    private final LoadingCache<String, T> read;

    /** @param reading never gives null */
    Remembered(Function<String, T> reading) {
        this.reading = reading;
        this.read = Caffeine.newBuilder().maximumSize(MOST).build(reading::apply);
    }

    T of(String text) {
        return text.length() > LONGEST ? reading.apply(text) : read.get(text);
    }
}
