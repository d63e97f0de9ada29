package dev.sluice.worker.warehouse.postgres;

import dev.sluice.errors.DatabaseOutage;
import dev.sluice.worker.warehouse.WarehouseFailure;
import java.sql.SQLException;
import java.util.Map;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Says what PostgreSQL's errors mean and what to do.
 *
 * @see <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL error codes</a>
 */
final class PostgresErrors {

    /** Another transaction has the table. */
    static final String LOCK_NOT_AVAILABLE = "55P03";

    static final String DEADLOCK = "40P01";

    private static final String DEPENDENT = "2BP01";

    /** Errors whose message shows values of rows or text of statements, by the beginning of their codes. */
    private static final Map<String, String> UNTOLD = Map.of(
            "22", "a value is not one of its column's type",
            "42601", "a statement is no SQL",
            "P0", "a function or trigger of somebody else objected");

    private static final Map<String, String> REMEDIES = Map.ofEntries(
            Map.entry("08004", "the server asks for a password; have the warehouse name the secret that holds it"),
            Map.entry("28P01", "the password is wrong; set the secret that the warehouse names"),
            Map.entry("28000", "the server lets this user not in; see its pg_hba.conf"),
            Map.entry("3D000", "there is no such database; create it"),
            Map.entry("42501", "a privilege is missing; grant it"),
            Map.entry("53100", "the server's disk is full; free some space"),
            Map.entry("53300", "the server has no connection left; raise max_connections or free some"),
            Map.entry(DEPENDENT, "something else depends on it; drop that first"),
            Map.entry(
                    "23503",
                    "a foreign key refers to rows that change; make it DEFERRABLE INITIALLY DEFERRED, or drop it"),
            Map.entry(
                    "42P01",
                    "a table was dropped by somebody else; remove its event from the selection and add it again"),
            Map.entry("42P07", "Sluice did not make what stands there and leaves it alone; give it another name"),
            Map.entry("42703", "a column was dropped by somebody else; unsync its property and sync it again"),
            Map.entry("42804", "a column was given another type by somebody else; give it back the one it had"),
            Map.entry("25006", "the server only reads; connect to the primary"));

    private PostgresErrors() {}

    static WarehouseFailure opening(String url, SQLException error) {
        String remedy = REMEDIES.getOrDefault(state(error), "check that it runs and can be reached from the worker");
        return new WarehouseFailure.Unusable("the PostgreSQL of %s cannot be used: %s".formatted(url, remedy), error);
    }

    static WarehouseFailure statement(SQLException error) {
        String remedy = REMEDIES.get(state(error));
        String toDo = remedy == null ? "" : "; " + remedy;
        String said = said(error);
        if (LOCK_NOT_AVAILABLE.equals(error.getSQLState())) {
            return new WarehouseFailure.Busy("somebody else holds what a statement needs: " + said, error);
        }
        if (DatabaseOutage.behind(error).isPresent()) {
            return new WarehouseFailure.Unusable("the PostgreSQL did not go on: %s%s".formatted(said, toDo), error);
        }
        return new WarehouseFailure.Statement("PostgreSQL refused a statement: %s%s".formatted(said, toDo), error);
    }

    private static String state(SQLException error) {
        return String.valueOf(error.getSQLState());
    }

    private static String said(SQLException error) {
        ServerErrorMessage server = error instanceof PSQLException postgres ? postgres.getServerErrorMessage() : null;
        if (server == null) {
            return "the connection was lost";
        }
        return UNTOLD.entrySet().stream()
                .filter(untold -> state(error).startsWith(untold.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseGet(() -> told(server));
    }

    /** The message alone, since what stands behind it may show rows; but not that which names what depends. */
    private static String told(ServerErrorMessage server) {
        return DEPENDENT.equals(server.getSQLState())
                ? "%s (%s)".formatted(server.getMessage(), server.getDetail())
                : String.valueOf(server.getMessage());
    }
}
