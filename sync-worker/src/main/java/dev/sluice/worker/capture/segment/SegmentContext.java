package dev.sluice.worker.capture.segment;

import dev.sluice.worker.capture.call.Context;
import dev.sluice.worker.capture.json.JsonObject;

/** Reads the circumstances of a Segment call from its {@code context}. */
final class SegmentContext {

    private SegmentContext() {}

    static Context read(JsonObject context) {
        var library = context.object("library").text("name");
        return new Context(
                library,
                context.text("userAgent"),
                context.text("ip"),
                context.textOrWhole("sessionId"),
                page(context.object("page")),
                campaign(context.object("campaign")),
                device(context, library),
                location(context.object("location")));
    }

    /** @param page the context's page, or the properties of a page call */
    static Context.Page page(JsonObject page) {
        return new Context.Page(
                page.text("url"),
                page.text("path"),
                page.text("search"),
                hash(page),
                page.text("title"),
                page.text("referrer"));
    }

    /** RudderStack's libraries leave it out of the address, and send that of the tab too. */
    private static String hash(JsonObject page) {
        var tab = page.has("hash") ? null : page.text("tab_url");
        var start = tab == null ? -1 : tab.indexOf('#');
        return start < 0 ? page.text("hash") : tab.substring(start);
    }

    private static Context.Campaign campaign(JsonObject campaign) {
        return new Context.Campaign(
                campaign.text("source"),
                // Some libraries call it as the URL parameter does.
                campaign.text(campaign.has("name") ? "name" : "campaign"),
                campaign.text("medium"),
                campaign.text("term"),
                campaign.text("content"));
    }

    private static Context.Device device(JsonObject context, String library) {
        var device = context.object("device");
        var app = app(context, library);
        return new Context.Device(
                device.text("type"),
                device.text(device.has("model") ? "model" : "name"),
                context.object("network").text("carrier"),
                platform(context.object("os")),
                app.text("name"),
                app.textOrWhole("version"));
    }

    /** On the web RudderStack's library names itself as the app: then there is none. */
    private static JsonObject app(JsonObject context, String library) {
        var app = context.object("app");
        var isLibrary = library != null && library.equals(app.text("name"));
        return isLibrary ? app.object("none") : app;
    }

    private static String platform(JsonObject os) {
        var name = os.text("name");
        var version = os.textOrWhole("version");
        return name == null || version == null ? name : name + " " + version;
    }

    private static Context.Location location(JsonObject location) {
        return new Context.Location(location.text("country"), location.text("region"), location.text("city"));
    }
}
