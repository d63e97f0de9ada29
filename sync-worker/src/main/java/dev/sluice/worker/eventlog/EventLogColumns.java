package dev.sluice.worker.eventlog;

import dev.sluice.worker.postgres.CopyBinary;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;

/** The columns of {@code event_log}: how a raw event is written to them and read from them. */
final class EventLogColumns {

    static final String NAMES = """
            environment, received_on, received_at, time, user_kind, user_key, device_key, known_identity, session_key, type, name,
            library, platform, device_type, device, carrier, app_name, app_version, country, region, city, ip, referrer, browser,
            search_keyword, utm_source, utm_campaign, utm_medium, utm_term, utm_content, domain, path, query, hash, title,
            href, target_text, target_tag, target_id, target_class, ancestry, properties, event_id, position""";

    static final List<String> LIST = List.of(NAMES.split(",\\s+"));

    private EventLogColumns() {}

    /** All values but the last two, the event id and the position. */
    static void writeUnplaced(String environment, Instant receivedAt, Occurrence what, CopyBinary row) {
        row.row(LIST.size());
        row.text(environment).date(EventLogDays.of(receivedAt));
        row.timestamp(receivedAt).timestamp(what.time());
        writeActor(what.actor(), row);
        row.text(what.type().text()).text(what.name());
        writeVisit(what.visit(), row);
        var page = what.page();
        row.text(page.domain())
                .text(page.path())
                .text(page.query())
                .text(page.hash())
                .text(page.title());
        var target = what.target();
        row.text(target.href()).text(target.text()).text(target.tag());
        row.text(target.id()).text(target.classes()).text(target.ancestry());
        row.text(what.properties());
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

    private static void writeActor(Actor actor, CopyBinary row) {
        row.text(actor.userKind().text()).text(actor.userKey()).text(actor.deviceKey());
        row.text(actor.knownIdentity()).text(actor.sessionKey());
    }

    private static Actor readActor(ResultSet row) throws SQLException {
        return new Actor(
                Actor.UserKind.of(row.getString("user_kind")),
                row.getString("user_key"),
                row.getString("device_key"),
                row.getString("known_identity"),
                row.getString("session_key"));
    }

    private static void writeVisit(Visit visit, CopyBinary row) {
        row.text(visit.library()).text(visit.platform()).text(visit.deviceType());
        row.text(visit.device()).text(visit.carrier()).text(visit.appName()).text(visit.appVersion());
        row.text(visit.country()).text(visit.region()).text(visit.city());
        row.text(visit.ip()).text(visit.referrer()).text(visit.browser()).text(visit.searchKeyword());
        row.text(visit.utmSource()).text(visit.utmCampaign()).text(visit.utmMedium());
        row.text(visit.utmTerm()).text(visit.utmContent());
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
