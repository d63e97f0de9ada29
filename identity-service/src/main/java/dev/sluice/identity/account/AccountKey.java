package dev.sluice.identity.account;

/** What names one account within an environment. */
public record AccountKey(AccountKind kind, String key) {

    public static AccountKey anonymous(String id) {
        return new AccountKey(AccountKind.ANONYMOUS, id);
    }

    public static AccountKey identity(String identity) {
        return new AccountKey(AccountKind.IDENTITY, identity);
    }
}
