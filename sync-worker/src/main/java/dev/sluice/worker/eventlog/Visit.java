package dev.sluice.worker.eventlog;

/** The circumstances of an occurrence that a session takes from its first event; null where unknown. */
public record Visit(
        String library,
        String platform,
        String deviceType,
        String device,
        String carrier,
        String appName,
        String appVersion,
        String country,
        String region,
        String city,
        String ip,
        String referrer,
        String browser,
        String searchKeyword,
        String utmSource,
        String utmCampaign,
        String utmMedium,
        String utmTerm,
        String utmContent) {}
