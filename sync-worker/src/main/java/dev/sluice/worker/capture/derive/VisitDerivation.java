package dev.sluice.worker.capture.derive;

import dev.sluice.worker.capture.call.CapturedCall;
import dev.sluice.worker.capture.call.Context;
import dev.sluice.worker.eventlog.Visit;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** Makes the session columns of an event; what the call says goes before what can be read from it. */
@ApplicationScoped
class VisitDerivation {

    private static final Set<String> DIRECT = Set.of("", "direct", "$direct", "(direct)");

    private final UserAgents userAgents;

    VisitDerivation(UserAgents userAgents) {
        this.userAgents = userAgents;
    }

    Visit of(CapturedCall.Event call, PageAddress address) {
        var context = call.header().context();
        var agent = userAgents.of(context.userAgent());
        var device = context.device();
        var referrer = referrer(context.page().referrer());
        var campaign = campaign(context.campaign(), address.page().query());
        var location = context.location();
        return new Visit(
                Library.of(call).text(),
                either(device.platform(), agent.platform()),
                either(DeviceTypes.named(device.type(), device.model()), agent.deviceType()),
                either(device.model(), agent.device()),
                present(device.carrier()),
                present(device.appName()),
                present(device.appVersion()),
                present(location.country()),
                present(location.region()),
                present(location.city()),
                present(context.ip()),
                referrer,
                agent.browser(),
                SearchEngines.keyword(referrer),
                campaign.source(),
                campaign.name(),
                campaign.medium(),
                campaign.term(),
                campaign.content());
    }

    private static Context.Campaign campaign(Context.Campaign said, String query) {
        var parameters = QueryParameters.of(query);
        return new Context.Campaign(
                either(said.source(), parameters.first("utm_source")),
                either(said.name(), parameters.first("utm_campaign")),
                either(said.medium(), parameters.first("utm_medium")),
                either(said.term(), parameters.first("utm_term")),
                either(said.content(), parameters.first("utm_content")));
    }

    private static String referrer(String said) {
        return said == null || DIRECT.contains(said.strip()) ? null : said.strip();
    }

    private static String either(String said, String read) {
        return said == null || said.isBlank() ? read : said;
    }

    private static String present(String said) {
        return either(said, null);
    }
}
