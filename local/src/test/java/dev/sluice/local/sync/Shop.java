package dev.sluice.local.sync;

import com.google.protobuf.Timestamp;
import dev.sluice.capture.v1.CaptureRequest;
import dev.sluice.capture.v1.CapturedCall;
import dev.sluice.capture.v1.Track;
import dev.sluice.local.client.EnvironmentAccess;
import dev.sluice.local.client.SluiceClient;
import dev.sluice.local.console.Silent;
import dev.sluice.local.definition.Definitions;
import dev.sluice.local.harness.Stack;
import dev.sluice.values.v1.PropertyValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** An environment of its own whose orders carry a number and a coupon. */
final class Shop {

    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    final SluiceClient client = Stack.get().client();
    final EnvironmentAccess access = Stack.get().newEnvironment();
    final Definitions definitions = new Definitions(client, access);
    private int orders;

    /** Captures orders; the coupon of each is its number with a {@code c} before it. */
    void order(int count) {
        var request = CaptureRequest.newBuilder().setWriteKey(access.writeKey());
        for (int i = 0; i < count; i++) {
            orders++;
            request.addCalls(CapturedCall.newBuilder()
                    .setMessageId("order " + orders)
                    .setAnonymousId(Integer.toString(orders % 7))
                    .setTime(Timestamp.newBuilder().setSeconds(START.getEpochSecond() + orders))
                    .setTrack(Track.newBuilder()
                            .setEvent("Order")
                            .putProperties("number", number(orders))
                            .putProperties("coupon", text("c" + orders))));
        }
        client.capture().capture(request.build());
    }

    private static PropertyValue number(long value) {
        return PropertyValue.newBuilder().setInteger(value).build();
    }

    private static PropertyValue text(String value) {
        return PropertyValue.newBuilder().setText(value).build();
    }

    Runs runs() {
        return new Runs(client, access);
    }

    void sync() {
        runs().sync(Silent.output());
    }

    /** The first column of a query, as text. */
    List<String> column(String sql) {
        try (var file = Stack.get().open(access)) {
            return file.query(sql, rows -> {
                var values = new ArrayList<String>();
                while (rows.next()) {
                    values.add(rows.getString(1));
                }
                return values;
            });
        }
    }
}
