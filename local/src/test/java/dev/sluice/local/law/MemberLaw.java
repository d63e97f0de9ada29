package dev.sluice.local.law;

import java.util.List;
import java.util.stream.Collectors;

/** The table of a segment that moves holds whom the oracle names, since then; all such tables hold as of one time. */
final class MemberLaw implements Law {

    @Override
    public void hold(Moment moment) {
        var oracle = new MemberOracle(moment);
        for (var segment : moment.segments().moving()) {
            Difference.none(
                    moment.segments().table(segment),
                    oracle.members(moment.segments().who(segment)).entrySet().stream()
                            .map(member -> line(member.getKey(), member.getValue()))
                            .toList(),
                    rows(moment, moment.segments().table(segment)));
        }
        asOfIsOne(moment);
    }

    private static List<String> rows(Moment moment, String table) {
        return moment
                .dump()
                .rows("SELECT user_id, strftime(entered_at, '%%Y-%%m-%%dT%%H:%%M:%%SZ') FROM \"%s\"".formatted(table))
                .stream()
                .map(row -> line(moment.userNames().getOrDefault(row.get(0), row.get(0)), row.get(1)))
                .toList();
    }

    private static String line(String user, String since) {
        return user + " since " + since;
    }

    private static void asOfIsOne(Moment moment) {
        if (moment.movingSegmentTables().isEmpty()) {
            return;
        }
        var times = moment.dump()
                .column(moment.movingSegmentTables().stream()
                        .map("SELECT DISTINCT as_of FROM \"%s\""::formatted)
                        .collect(Collectors.joining(" UNION ")));
        if (times.size() > 1 || times.contains(Dump.NULL)) {
            throw new AssertionError("users are in segments as of " + times);
        }
    }
}
