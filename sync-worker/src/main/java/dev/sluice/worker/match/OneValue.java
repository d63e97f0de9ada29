package dev.sluice.worker.match;

/** An event of which nothing but one value is known, for conditions that look at nothing else. */
record OneValue(String value) implements EventFacts {

    @Override
    public String kind() {
        throw new UnsupportedOperationException();
    }

    @Override
    public String name() {
        throw new UnsupportedOperationException();
    }

    @Override
    public String column(String column) {
        return value;
    }

    @Override
    public String property(String key) {
        return value;
    }

    @Override
    public String ancestry() {
        throw new UnsupportedOperationException();
    }
}
