package dev.sluice.local.query;

/** How a result is printed. */
enum ResultFormat {
    /** For a person. */
    TABLE,
    /** RFC 4180 with a header line. */
    CSV,
    /** One object a line. */
    JSON
}
