package dev.sluice.local.shop;

import com.google.protobuf.Timestamp;
import dev.sluice.capture.v1.CapturedCall;
import dev.sluice.capture.v1.Context;
import dev.sluice.capture.v1.Element;
import dev.sluice.capture.v1.Interaction;
import dev.sluice.capture.v1.InteractionType;
import java.util.List;

/** Writes clicks as an autocapturing SDK sends them, with the element's ancestry. */
public final class ShopClicks {

    private static final Element BODY = Element.newBuilder().setTag("body").build();
    private static final Element HTML = Element.newBuilder().setTag("html").build();

    private ShopClicks() {}

    public static List<CapturedCall> of(List<ShopCall> calls) {
        return calls.stream()
                .filter(ShopCall.Clicked.class::isInstance)
                .map(ShopCall.Clicked.class::cast)
                .map(ShopClicks::call)
                .toList();
    }

    private static CapturedCall call(ShopCall.Clicked clicked) {
        var moment = clicked.moment();
        return CapturedCall.newBuilder()
                .setMessageId(moment.messageId())
                .setTime(Timestamp.newBuilder().setSeconds(moment.time().getEpochSecond()))
                .setAnonymousId(moment.visitor().anonymousId())
                .setContext(context(clicked))
                .setInteraction(interaction(clicked))
                .build();
    }

    private static Context context(ShopCall.Clicked clicked) {
        var visitor = clicked.moment().visitor();
        var page = clicked.page();
        return Context.newBuilder()
                .setLibrary("web")
                .setUserAgent(visitor.userAgent())
                .setIp(visitor.ip())
                .setPage(dev.sluice.capture.v1.Page.newBuilder()
                        .setUrl(page.url(""))
                        .setPath(page.path())
                        .setTitle(page.title()))
                .build();
    }

    private static Interaction interaction(ShopCall.Clicked clicked) {
        var interaction = Interaction.newBuilder().setType(InteractionType.INTERACTION_TYPE_CLICK);
        return switch (clicked.button()) {
            case BUY ->
                interaction
                        .addAncestry(element("button", "buy")
                                .putAttributes("data-page", clicked.page().path()))
                        .addAncestry(element("div", "offer").setId("offer"))
                        .addAncestry(element("main", "content"))
                        .addAncestry(BODY)
                        .addAncestry(HTML)
                        .setTargetText("Buy now")
                        .build();
            case MENU ->
                interaction
                        .addAncestry(element("a", "menu-link").putAttributes("href", "/blog/how-to-brew"))
                        .addAncestry(element("nav", "menu"))
                        .addAncestry(BODY)
                        .addAncestry(HTML)
                        .setHref("/blog/how-to-brew")
                        .setTargetText("Blog")
                        .build();
        };
    }

    private static Element.Builder element(String tag, String cssClass) {
        return Element.newBuilder().setTag(tag).addClasses(cssClass);
    }
}
