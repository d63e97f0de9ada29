package dev.sluice.identity.feed;

import dev.sluice.identity.property.StoredValue;
import dev.sluice.identity.transaction.Row;
import dev.sluice.identity.v1.ReadUsersResponse;
import dev.sluice.identity.v1.User;
import dev.sluice.wire.Timestamps;

/** Gathers rows into users, and users into a page, until the page is full. */
final class UserPage {

    private final FeedWindow window;
    private final long mostBytes;
    private final ReadUsersResponse.Builder page = ReadUsersResponse.newBuilder();
    private User.Builder user;
    private long userPosition;
    private long bytes;

    UserPage(FeedWindow window, long mostBytes) {
        this.window = window;
        this.mostBytes = mostBytes;
        userPosition = window.after();
    }

    /** False once a row belongs to a user for whom there is no room. */
    boolean add(Row row) {
        if (row.number("position") != userPosition) {
            endUser();
            if (isFull()) {
                page.setMore(true);
                return false;
            }
            begin(row);
        }
        row.optionalText("key").ifPresent(key -> putProperty(key, row));
        return true;
    }

    ReadUsersResponse toProto() {
        if (page.getMore()) {
            return page.build();
        }
        endUser();
        return page.setCursor(window.end()).build();
    }

    private void begin(Row row) {
        userPosition = row.number("position");
        user = User.newBuilder().setUserId(row.number("user_id"));
        if (row.flag("retired")) {
            user.setRetired(true);
            return;
        }
        row.optionalText("identity").ifPresent(user::setIdentity);
        user.setJoindate(Timestamps.of(row.time("joindate")));
        user.setLastModified(Timestamps.of(row.time("last_modified")));
    }

    private void putProperty(String key, Row row) {
        var value = StoredValue.read(row.text("value_kind"), row.text("value"));
        user.putProperties(key, value.toProto());
        user.putPropertyTimes(key, Timestamps.of(row.time("time")));
    }

    private void endUser() {
        if (user != null) {
            var complete = user.build();
            bytes += complete.getSerializedSize();
            page.addUsers(complete).setCursor(userPosition);
            user = null;
        }
    }

    private boolean isFull() {
        return page.getUsersCount() == window.pageSize() || bytes >= mostBytes;
    }
}
