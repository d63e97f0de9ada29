package dev.sluice.local.law;

/** When everything is on and every gap is filled, each row and each value is what the oracle says. */
final class Settled {

    private Settled() {}

    static void hold(Moment moment) {
        var identities = new IdentityOracle(moment.world().captured());
        Difference.none("users", identities.users(), People.users(moment));
        for (var event : NamedEvent.values()) {
            Difference.none(moment.events().table(event), moment.expected(event), moment.actual(event));
        }
    }
}
