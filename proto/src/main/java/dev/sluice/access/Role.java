package dev.sluice.access;

/** What a token makes its bearer; the contract says what each may do. */
public enum Role {
    READER,
    EDITOR,
    SERVICE,
    OPERATOR;

    /** An RPC that needs nothing that is known is nobody's. */
    boolean mayCall(dev.sluice.access.v1.Role needed) {
        return switch (needed) {
            case ROLE_WRITE_KEY, ROLE_READER -> true;
            case ROLE_EDITOR -> this == EDITOR || this == OPERATOR;
            case ROLE_SERVICE -> this == SERVICE || this == OPERATOR;
            case ROLE_OPERATOR -> this == OPERATOR;
            case ROLE_UNSPECIFIED, UNRECOGNIZED -> false;
        };
    }
}
