package dev.sluice.worker.landing;

import dev.sluice.worker.eventlog.RawEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A raw event as a row of the staging table {@code landed_events}. */
final class RawRow {

    private RawRow() {}

    static List<?> of(RawEvent event, long userId, String properties) {
        var occurrence = event.occurrence();
        var actor = occurrence.actor();
        var row = new ArrayList<Object>();
        Collections.addAll(row, event.position(), event.eventId(), event.receivedAt(), occurrence.time(), userId);
        Collections.addAll(row, actor.deviceKey(), actor.knownIdentity(), actor.sessionKey());
        Collections.addAll(row, occurrence.type().text(), occurrence.name());
        addVisit(row, event);
        var page = occurrence.page();
        Collections.addAll(row, page.domain(), page.path(), page.query(), page.hash(), page.title());
        var target = occurrence.target();
        Collections.addAll(row, target.href(), target.text(), target.tag(), target.id(), target.classes());
        Collections.addAll(row, target.ancestry(), properties);
        return row;
    }

    private static void addVisit(List<Object> row, RawEvent event) {
        var visit = event.occurrence().visit();
        Collections.addAll(row, visit.library(), visit.platform(), visit.deviceType(), visit.device());
        Collections.addAll(row, visit.carrier(), visit.appName(), visit.appVersion());
        Collections.addAll(row, visit.country(), visit.region(), visit.city(), visit.ip(), visit.referrer());
        Collections.addAll(row, visit.browser(), visit.searchKeyword(), visit.utmSource(), visit.utmCampaign());
        Collections.addAll(row, visit.utmMedium(), visit.utmTerm(), visit.utmContent());
    }
}
