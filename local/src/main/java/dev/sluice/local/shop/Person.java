package dev.sluice.local.shop;

import java.util.Locale;

/** A customer with an account. */
public record Person(String name, String plan) {

    public String identity() {
        return name.toLowerCase(Locale.ROOT) + "@shop.example";
    }
}
