package dev.sluice.local.shop;

import java.util.List;

/** Where visitors come from, and with what. */
final class Browsers {

    private static final List<String> USER_AGENTS = List.of(
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/139.0.0.0"
                    + " Safari/537.36",
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 14_6) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.6"
                    + " Safari/605.1.15",
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
                    + " Version/18.5 Mobile/15E148 Safari/604.1",
            "Mozilla/5.0 (X11; Linux x86_64; rv:141.0) Gecko/20100101 Firefox/141.0",
            "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/139.0.0.0"
                    + " Mobile Safari/537.36");

    private static final List<String> REFERRERS =
            List.of("", "https://www.google.com/search?q=teapot", "https://news.example/tea", "");

    private static final List<String> CAMPAIGNS = List.of("", "", "", "", "spring", "newsletter");

    private Browsers() {}

    static Visitor visitor(int number) {
        return new Visitor(
                number,
                "visitor-%02d".formatted(number),
                pick(USER_AGENTS, number),
                pick(REFERRERS, number),
                pick(CAMPAIGNS, number));
    }

    private static String pick(List<String> from, int number) {
        return from.get(number % from.size());
    }
}
