package dev.sluice.worker.eventlog;

import dev.sluice.worker.postgres.CopyText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;

/** The columns of {@code event_log}: how a raw event is written to them and read from them. */
final class EventLogColumns {

    static final String NAMES = String.join(
            ",",
            List.of(
                    "environment, received_on, event_id, received_at, time",
                    "user_kind, user_key, device_key, known_identity, session_key, type, name",
                    "library, platform, device_type, device, carrier, app_name, app_version, country, region, city",
                    "ip, referrer, browser, search_keyword, utm_source, utm_campaign, utm_medium, utm_term, utm_content",
                    "domain, path, query, hash, title",
                    "href, target_text, target_tag, target_id, target_class, ancestry, properties",
                    "position"));

    private EventLogColumns() {}

    /** All values but the last, the position. */
    static void writeUnplaced(String environment, long eventId, Instant receivedAt, Occurrence what, CopyText row) {
        row.value(environment).value(EventLogDays.of(receivedAt));
        row.value(eventId).value(receivedAt).value(what.time());
        writeActor(what.actor(), row);
        row.value(what.type().text()).value(what.name());
        writeVisit(what.visit(), row);
        var page = what.page();
        row.value(page.domain())
                .value(page.path())
                .value(page.query())
                .value(page.hash())
                .value(page.title());
        var target = what.target();
        row.value(target.href()).value(target.text()).value(target.tag());
        row.value(target.id()).value(target.classes()).value(target.ancestry());
        row.value(what.properties());
    }

    static RawEvent read(ResultSet row) throws SQLException {
        return new RawEvent(
                row.getString("environment"),
                row.getLong("position"),
                row.getObject("received_on", LocalDate.class),
                row.getLong("event_id"),
                instant(row, "received_at"),
                readOccurrence(row));
    }

    private static Occurrence readOccurrence(ResultSet row) throws SQLException {
        return new Occurrence(
                instant(row, "time"),
                readActor(row),
                EventType.of(row.getString("type")),
                row.getString("name"),
                readVisit(row),
                readPage(row),
                readTarget(row),
                row.getString("properties"));
    }

    private static void writeActor(Actor actor, CopyText row) {
        row.value(actor.userKind().text()).value(actor.userKey()).value(actor.deviceKey());
        row.value(actor.knownIdentity()).value(actor.sessionKey());
    }

    private static Actor readActor(ResultSet row) throws SQLException {
        return new Actor(
                Actor.UserKind.of(row.getString("user_kind")),
                row.getString("user_key"),
                row.getString("device_key"),
                row.getString("known_identity"),
                row.getString("session_key"));
    }

    private static void writeVisit(Visit visit, CopyText row) {
        row.value(visit.library()).value(visit.platform()).value(visit.deviceType());
        row.value(visit.device()).value(visit.carrier()).value(visit.appName()).value(visit.appVersion());
        row.value(visit.country()).value(visit.region()).value(visit.city());
        row.value(visit.ip()).value(visit.referrer()).value(visit.browser()).value(visit.searchKeyword());
        row.value(visit.utmSource()).value(visit.utmCampaign()).value(visit.utmMedium());
        row.value(visit.utmTerm()).value(visit.utmContent());
    }

    private static Visit readVisit(ResultSet row) throws SQLException {
        return new Visit(
                row.getString("library"),
                row.getString("platform"),
                row.getString("device_type"),
                row.getString("device"),
                row.getString("carrier"),
                row.getString("app_name"),
                row.getString("app_version"),
                row.getString("country"),
                row.getString("region"),
                row.getString("city"),
                row.getString("ip"),
                row.getString("referrer"),
                row.getString("browser"),
                row.getString("search_keyword"),
                row.getString("utm_source"),
                row.getString("utm_campaign"),
                row.getString("utm_medium"),
                row.getString("utm_term"),
                row.getString("utm_content"));
    }

    private static Page readPage(ResultSet row) throws SQLException {
        return new Page(
                row.getString("domain"),
                row.getString("path"),
                row.getString("query"),
                row.getString("hash"),
                row.getString("title"));
    }

    private static Target readTarget(ResultSet row) throws SQLException {
        return new Target(
                row.getString("href"),
                row.getString("target_text"),
                row.getString("target_tag"),
                row.getString("target_id"),
                row.getString("target_class"),
                row.getString("ancestry"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
