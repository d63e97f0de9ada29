package dev.sluice.local.shop;

/** The pages of the shop. */
public enum Page {
    HOME("/", "Teapots and more"),
    PRICING("/pricing", "Pricing"),
    TEAPOT("/products/teapot", "The teapot"),
    KETTLE("/products/kettle", "The kettle"),
    BREWING("/blog/how-to-brew", "How to brew"),
    CHECKOUT("/checkout", "Checkout");

    private static final String HOST = "https://shop.example";

    private final String path;
    private final String title;

    Page(String path, String title) {
        this.path = path;
        this.title = title;
    }

    public String path() {
        return path;
    }

    String title() {
        return title;
    }

    String url(String query) {
        return HOST + path + query;
    }

    /** Whether something can be bought on it. */
    boolean sells() {
        return switch (this) {
            case PRICING, TEAPOT, KETTLE -> true;
            case HOME, BREWING, CHECKOUT -> false;
        };
    }
}
