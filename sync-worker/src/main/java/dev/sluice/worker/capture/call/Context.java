package dev.sluice.worker.capture.call;

/** The circumstances of a call as it told them; null where it did not. */
public record Context(
        String library,
        String userAgent,
        String ip,
        String sessionId,
        Page page,
        Campaign campaign,
        Device device,
        Location location) {

    public static final Context NONE =
            new Context(null, null, null, null, Page.NONE, Campaign.NONE, Device.NONE, Location.NONE);

    /** Where the call was made; {@code search} and {@code hash} only count where the address does not have them. */
    public record Page(String url, String path, String search, String hash, String title, String referrer) {
        public static final Page NONE = new Page(null, null, null, null, null, null);

        public Page titled(String newTitle) {
            return new Page(url, path, search, hash, newTitle, referrer);
        }
    }

    /** What led the visitor here. */
    public record Campaign(String source, String name, String medium, String term, String content) {
        public static final Campaign NONE = new Campaign(null, null, null, null, null);
    }

    /** What the visitor holds. */
    public record Device(
            String type, String model, String carrier, String platform, String appName, String appVersion) {
        public static final Device NONE = new Device(null, null, null, null, null, null);
    }

    /** Where the visitor is. */
    public record Location(String country, String region, String city) {
        public static final Location NONE = new Location(null, null, null);
    }
}
