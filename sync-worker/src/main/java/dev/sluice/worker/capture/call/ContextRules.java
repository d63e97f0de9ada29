package dev.sluice.worker.capture.call;

/** Checks the circumstances of a call: only their length, since what browsers tell is rarely clean. */
final class ContextRules {

    private static final int SESSION = 255;
    private static final int SHORT = 1_024;
    private static final int ADDRESS = 8_192;

    private ContextRules() {}

    static void check(Context context) {
        TextRules.atMost("context.library", context.library(), SHORT);
        TextRules.atMost("context.user_agent", context.userAgent(), ADDRESS);
        TextRules.atMost("context.ip", context.ip(), SHORT);
        TextRules.key("context.session_id", context.sessionId(), SESSION);
        page(context.page());
        campaign(context.campaign());
        device(context.device());
        location(context.location());
    }

    private static void page(Context.Page page) {
        TextRules.atMost("context.page.url", page.url(), ADDRESS);
        TextRules.atMost("context.page.path", page.path(), ADDRESS);
        TextRules.atMost("context.page.search", page.search(), ADDRESS);
        TextRules.atMost("context.page.hash", page.hash(), ADDRESS);
        TextRules.atMost("context.page.title", page.title(), ADDRESS);
        TextRules.atMost("context.page.referrer", page.referrer(), ADDRESS);
    }

    private static void campaign(Context.Campaign campaign) {
        TextRules.atMost("context.campaign.source", campaign.source(), SHORT);
        TextRules.atMost("context.campaign.name", campaign.name(), SHORT);
        TextRules.atMost("context.campaign.medium", campaign.medium(), SHORT);
        TextRules.atMost("context.campaign.term", campaign.term(), SHORT);
        TextRules.atMost("context.campaign.content", campaign.content(), SHORT);
    }

    private static void device(Context.Device device) {
        TextRules.atMost("context.device.type", device.type(), SHORT);
        TextRules.atMost("context.device.model", device.model(), SHORT);
        TextRules.atMost("context.device.carrier", device.carrier(), SHORT);
        TextRules.atMost("context.device.platform", device.platform(), SHORT);
        TextRules.atMost("context.device.app_name", device.appName(), SHORT);
        TextRules.atMost("context.device.app_version", device.appVersion(), SHORT);
    }

    private static void location(Context.Location location) {
        TextRules.atMost("context.location.country", location.country(), SHORT);
        TextRules.atMost("context.location.region", location.region(), SHORT);
        TextRules.atMost("context.location.city", location.city(), SHORT);
    }
}
