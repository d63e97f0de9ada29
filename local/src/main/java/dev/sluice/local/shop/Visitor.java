package dev.sluice.local.shop;

/** A browser that visits the shop. */
public record Visitor(int number, String anonymousId, String userAgent, String referrer, String campaign) {

    /** Of the range that is kept for documentation. */
    String ip() {
        return "203.0.113." + (number + 1);
    }
}
