package dev.sluice.worker.capture.derive;

import java.util.Locale;

/** Brings the device types that SDKs send to the three that the warehouse knows. */
final class DeviceTypes {

    private DeviceTypes() {}

    /** Desktop, Mobile or Tablet, or null where neither type nor model tells. */
    static String named(String type, String model) {
        if (type == null) {
            return null;
        }
        return switch (type.strip().toLowerCase(Locale.ROOT)) {
            case "desktop", "macos", "windows", "linux" -> "Desktop";
            case "tablet", "ipad" -> "Tablet";
            case "mobile", "phone", "smartphone", "android", "iphone" -> "Mobile";
            // Segment's iOS library sends this for both.
            case "ios" -> model != null && model.startsWith("iPad") ? "Tablet" : "Mobile";
            default -> null;
        };
    }
}
