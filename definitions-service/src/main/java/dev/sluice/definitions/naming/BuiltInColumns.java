package dev.sluice.definitions.naming;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/** The columns that every warehouse has before any custom property is seen. */
public final class BuiltInColumns {

    /** Of event tables, which also carry all that stands in sessions and pageviews. */
    public static final Set<String> EVENT = setOf("""
            event_id time user_id session_id session_time type library platform device_type device carrier
            app_name app_version country region city ip referrer landing_page landing_page_query
            landing_page_hash browser search_keyword utm_source utm_campaign utm_medium utm_term utm_content
            domain path query hash title heap_previous_page
            href target_text target_tag target_id target_class""");

    public static final Set<String> USER = setOf("user_id identity handle email joindate last_modified");

    private BuiltInColumns() {}

    private static Set<String> setOf(String names) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(Arrays.asList(names.split("\\s+"))));
    }
}
