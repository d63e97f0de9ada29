package dev.sluice.worker.capture.contract;

import dev.sluice.capture.v1.Campaign;
import dev.sluice.capture.v1.Device;
import dev.sluice.capture.v1.Location;
import dev.sluice.capture.v1.Page;
import dev.sluice.worker.capture.call.Context;

/** Reads the circumstances of a call of the contract, in which an empty text is an absent one. */
final class ContextReader {

    private ContextReader() {}

    static Context read(dev.sluice.capture.v1.Context context) {
        return new Context(
                present(context.getLibrary()),
                present(context.getUserAgent()),
                present(context.getIp()),
                present(context.getSessionId()),
                page(context.getPage()),
                campaign(context.getCampaign()),
                device(context.getDevice()),
                location(context.getLocation()));
    }

    /** Null for an empty text. */
    static String present(String text) {
        return text.isEmpty() ? null : text;
    }

    private static Context.Page page(Page page) {
        return new Context.Page(
                present(page.getUrl()),
                present(page.getPath()),
                null,
                null,
                present(page.getTitle()),
                present(page.getReferrer()));
    }

    private static Context.Campaign campaign(Campaign campaign) {
        return new Context.Campaign(
                present(campaign.getSource()),
                present(campaign.getName()),
                present(campaign.getMedium()),
                present(campaign.getTerm()),
                present(campaign.getContent()));
    }

    private static Context.Device device(Device device) {
        return new Context.Device(
                present(device.getType()),
                present(device.getModel()),
                present(device.getCarrier()),
                present(device.getPlatform()),
                present(device.getAppName()),
                present(device.getAppVersion()));
    }

    private static Context.Location location(Location location) {
        return new Context.Location(
                present(location.getCountry()), present(location.getRegion()), present(location.getCity()));
    }
}
