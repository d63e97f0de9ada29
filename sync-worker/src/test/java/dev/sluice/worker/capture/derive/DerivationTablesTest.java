package dev.sluice.worker.capture.derive;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.worker.capture.call.CallHeader;
import dev.sluice.worker.capture.call.CapturedCall;
import dev.sluice.worker.capture.call.Context;
import dev.sluice.worker.eventlog.Page;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What browsers and SDKs say, and what is read from it. */
class DerivationTablesTest {

    private final UserAgents userAgents = new UserAgents();

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/118.0.0.0 Safari/537.36 | Chrome | Windows 10 | Desktop | -
            Mozilla/5.0 (X11; Linux x86_64; rv:25.0) Gecko/20100101 Firefox/25.0 | Firefox | Linux | Desktop | -
            Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.1 Safari/605.1.15 | Safari | Mac OS X 10.15 | Desktop | Mac
            Mozilla/5.0 (iPad; CPU OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Mobile/15E148 Safari/604.1 | Mobile Safari | iOS 17.0 | Tablet | iPad
            Mozilla/5.0 (Linux; Android 13; Pixel 7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/118.0.0.0 Mobile Safari/537.36 | Chrome Mobile | Android 13 | Mobile | Pixel 7
            Mozilla/5.0 (Linux; Android 13; SM-X700) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/118.0.0.0 Safari/537.36 | Chrome | Android 13 | Tablet | SM-X700
            Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html) | Googlebot | - | - | -
            Tiny Tiny RSS/1.11 (http://tt-rss.org/) | Tiny Tiny RSS | - | - | -
            nonsense | - | - | - | -
            """)
    void userAgentTells(String text, String browser, String platform, String deviceType, String device) {
        assertEquals(new UserAgent(browser, platform, deviceType, device), userAgents.of(text));
    }

    @Test
    void hugeUserAgentIsReadInNoTime() {
        userAgents.of("Mozilla/5.0 (Linux; Android " + " ;".repeat(100_000));
    }

    @Test
    void addressIsTakenApartHoweverMalformed() {
        assertPage("https://Shop.Example:8443/a/b?x=1&y#top", "shop.example", "/a/b", "x=1&y", "top");
        assertPage("http://user:secret@shop.example", "shop.example", "/", null, null);
        assertPage("//cdn.example/x", "cdn.example", "/x", null, null);
        assertPage("/only/path?q=", null, "/only/path", "q=", null);
        assertPage("https://shop.example/%zz/ü?a=|b#", "shop.example", "/%zz/ü", "a=|b", null);
        assertPage("http://[::1]:80/x", "[::1]", "/x", null, null);
        assertPage("file:///tmp/x.html", null, "/tmp/x.html", null, null);
        assertPage("", null, null, null, null);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            https://www.google.co.uk/search?q=sluice+gate&hl=en | sluice gate
            https://www.google.com/                            | -
            https://www.google.com/url?sa=t&q=&url=x            | -
            https://duckduckgo.com/?q=a%20b%zz                  | a b%zz
            https://search.yahoo.com/search?p=x                 | x
            https://yandex.ru/search/?text=%D1%88%D0%BB%D1%8E%D0%B7 | шлюз
            https://shop.example/?q=x                           | -
            not an address                                      | -
            """)
    void searchEngineTellsTheKeyword(String referrer, String keyword) {
        assertEquals(keyword, SearchEngines.keyword(referrer));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            analytics.js             | WEB
            @segment/analytics-next  | WEB
            RudderLabs JavaScript SDK | WEB
            @segment/analytics-node  | SERVER
            analytics-python         | SERVER
            analytics-ios            | IOS
            analytics-kotlin         | ANDROID
            web                      | WEB
            something else           | SERVER
            -                        | SERVER
            """)
    void libraryIsOneOfFour(String name, Library library) {
        assertEquals(library, Library.of(track(name, null)));
    }

    @Test
    void trackWithAUserAgentComesFromTheWeb() {
        assertEquals(Library.WEB, Library.of(track(null, "Mozilla/5.0")));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            ios,     iPad13,     Tablet
            ios,     'iPhone 14', Mobile
            Android, -,          Mobile
            desktop, -,          Desktop
            toaster, -,          -
            -,       iPad,       -
            """)
    void deviceTypeIsOneOfThree(String type, String model, String deviceType) {
        assertEquals(deviceType, DeviceTypes.named(type, model));
    }

    private static void assertPage(String url, String domain, String path, String query, String hash) {
        var said = new Context.Page(url, null, null, null, null, null);
        assertEquals(
                new Page(domain, path, query, hash, null), PageAddress.of(said).page());
    }

    private static CapturedCall.Track track(String library, String userAgent) {
        var none = Context.NONE;
        var context = new Context(
                library, userAgent, null, null, none.page(), none.campaign(), none.device(), none.location());
        return new CapturedCall.Track(new CallHeader(null, null, "a", null, context), "E", Map.of());
    }
}
