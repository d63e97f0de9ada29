package dev.sluice.worker.warehouse.snowflake;

import dev.sluice.worker.warehouse.WarehouseFailure;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Says what errors of Snowflake and its driver mean and what to do. Snowflake has no list of its codes. */
final class SnowflakeErrors {

    static final int DOES_NOT_EXIST = 2003;

    private static final int DOES_NOT_EXIST_FOR_THIS = 2043;
    private static final int NO_PRIVILEGE = 3001;
    private static final int NO_ROLE = 390189;
    private static final int TOO_MANY_WAIT = 625;

    /**
     * Something else said no, not what is registered. The driver's own numbers of connections and the network, which
     * native images come without.
     */
    static final Set<Integer> UNREACHABLE = Set.of(200_002, 200_015, 200_016, 200_052);

    /** Nothing goes on until somebody has done this. */
    private static final Map<Integer, String> STANDSTILLS = Map.of(
            606, "it has no warehouse to work with; name one that its role may use (GRANT USAGE ON WAREHOUSE)",
            608, "the warehouse is suspended and does not resume by itself; set AUTO_RESUME = TRUE or resume it",
            90073, "the warehouse may not resume, as a resource monitor's quota is used up; raise the quota or wait",
            390114, "its session has expired; run again");

    private static final Map<Integer, String> OPENING = Map.of(
            390100,
            "the user or the key is wrong; check both",
            390101,
            "the user is disabled; enable it",
            390144,
            "the account, the user or the key is wrong; check them, and that the user has the key's public half (ALTER USER … SET RSA_PUBLIC_KEY)",
            NO_ROLE,
            "the role does not exist or is not granted to the user; grant it",
            390201,
            "the database or the warehouse does not exist, or the role may not use it; grant USAGE on it",
            390422,
            "a network policy keeps the worker's address out; let it in");

    private static final Map<Integer, String> REMEDIES = Map.of(
            DOES_NOT_EXIST,
            "somebody else dropped it or took a right on it away; grant it, or remove its event from the selection and add it again",
            DOES_NOT_EXIST_FOR_THIS,
            "somebody else dropped it or took a right on it away; grant it",
            NO_PRIVILEGE,
            "grant what it names",
            904,
            "a column was dropped or renamed by somebody else; unsync its property and sync it again",
            630,
            "raise STATEMENT_TIMEOUT_IN_SECONDS of the account, the user or the warehouse");

    /** Codes whose text names objects and privileges, and shows no value of a row. */
    private static final Set<Integer> TOLD = Set.of(
            DOES_NOT_EXIST, DOES_NOT_EXIST_FOR_THIS, NO_PRIVILEGE, 904, 606, 608, 630, 90073, 90105, 90106, 2002);

    private static final Pattern LOCK = Pattern.compile("(?i)\\block(ed)?\\b");
    private static final String CANCELED = "57014";
    private static final int LONGEST = 500;

    private SnowflakeErrors() {}

    static WarehouseFailure opening(String host, SQLException error) {
        String remedy = OPENING.get(error.getErrorCode());
        if (remedy == null) {
            remedy = STANDSTILLS.getOrDefault(
                    error.getErrorCode(), "check the account's name, and that the worker can reach it");
        }
        return new WarehouseFailure.Unusable("the Snowflake of %s cannot be used: %s".formatted(host, remedy), error);
    }

    /** Whether a login failed as the role does not exist, or is not the user's. */
    static boolean isRoleMissing(WarehouseFailure failure) {
        return failure.getCause() instanceof SQLException error && error.getErrorCode() == NO_ROLE;
    }

    static WarehouseFailure statement(SQLException error) {
        int code = error.getErrorCode();
        if (isLock(error)) {
            return new WarehouseFailure.Busy(
                    "another run, or somebody else, holds what a statement needs; run again", error);
        }
        if (UNREACHABLE.contains(code)) {
            return new WarehouseFailure.Unusable("the Snowflake did not go on: the connection was lost", error);
        }
        if (STANDSTILLS.containsKey(code)) {
            return new WarehouseFailure.Unusable(
                    "the Snowflake did not go on: %s".formatted(STANDSTILLS.get(code)), error);
        }
        String remedy = REMEDIES.get(code);
        return new WarehouseFailure.Statement(
                "Snowflake refused a statement: %s%s".formatted(said(error), remedy == null ? "" : "; " + remedy),
                error);
    }

    private static boolean isLock(SQLException error) {
        return error.getErrorCode() == TOO_MANY_WAIT
                || CANCELED.equals(error.getSQLState())
                        && error.getErrorCode() != 630
                        && LOCK.matcher(text(error)).find();
    }

    /** Other texts may show values of rows, or what was sent. */
    private static String said(SQLException error) {
        return TOLD.contains(error.getErrorCode())
                ? shortened(text(error))
                : "error %06d".formatted(error.getErrorCode());
    }

    private static String shortened(String text) {
        String line = text.lines()
                .map(String::strip)
                .reduce((one, more) -> one + " " + more)
                .orElse("");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST);
    }

    private static String text(SQLException error) {
        return String.valueOf(error.getMessage());
    }
}
