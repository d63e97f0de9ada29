package dev.sluice.worker.warehouse.snowflake;

import dev.sluice.worker.plan.Layout;
import dev.sluice.worker.warehouse.Scripts;
import dev.sluice.worker.warehouse.Target;
import dev.sluice.worker.warehouse.Warehouse;
import dev.sluice.worker.warehouse.contract.Engine;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;

/** A database of its own, and whoever connects to it. */
final class SnowflakeEngine implements Engine {

    /** Otherwise the driver takes times without a zone for those of this machine's. */
    private static final Map<String, String> AS_THEY_ARE = Map.of("CLIENT_HONOR_CLIENT_TZ_FOR_TIMESTAMP_NTZ", "false");

    /** The driver moves what is earlier, so that it shows as it should by the calendar that was. */
    private static final long GREGORIAN = Instant.parse("1582-10-05T00:00:00Z").toEpochMilli();

    private final SnowflakeAccount account;

    SnowflakeEngine() {
        this(SnowflakeAccount.open());
    }

    /** One that is not billed for, whatever else there is. */
    static SnowflakeEngine onStandIn() {
        return new SnowflakeEngine(StandInAccount.start());
    }

    private SnowflakeEngine(SnowflakeAccount account) {
        this.account = account;
    }

    SnowflakeAccount account() {
        return account;
    }

    @Override
    public Target target() {
        return account.login().target();
    }

    @Override
    public int longestName() {
        return 255;
    }

    @Override
    public Warehouse open(Layout layout) {
        return SnowflakeWarehouse.open(account.login(), layout);
    }

    @Override
    public Warehouse openForPlanning(Layout layout) {
        return SnowflakeWarehouse.openForPlanning(account.login(), layout);
    }

    private Connection connect() throws SQLException {
        return SnowflakeConnections.open(account.login(), "somebody", AS_THEY_ARE);
    }

    @Override
    public List<List<String>> read(String sql) {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            return texts(statement.executeQuery(sql));
        } catch (SQLException e) {
            throw new Refused(e);
        }
    }

    private static List<List<String>> texts(ResultSet rows) throws SQLException {
        var texts = new ArrayList<List<String>>();
        while (rows.next()) {
            var row = new ArrayList<String>();
            for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                row.add(rows.getString(column) == null ? null : text(rows, column));
            }
            texts.add(row);
        }
        return texts;
    }

    private static String text(ResultSet rows, int column) throws SQLException {
        return switch (rows.getMetaData().getColumnType(column)) {
            case Types.BOOLEAN, Types.BIT -> Boolean.toString(rows.getBoolean(column));
            case Types.DOUBLE, Types.FLOAT -> Double.toString(rows.getDouble(column));
            case Types.TIMESTAMP -> instant(rows.getTimestamp(column)).toString();
            default -> rows.getString(column);
        };
    }

    private static Instant instant(Timestamp told) {
        if (told.getTime() >= GREGORIAN) {
            return told.toInstant();
        }
        var fields = new GregorianCalendar(TimeZone.getTimeZone(ZoneOffset.UTC));
        fields.setTimeInMillis(told.getTime());
        int year = fields.get(Calendar.YEAR);
        return LocalDateTime.of(
                        fields.get(Calendar.ERA) == GregorianCalendar.BC ? 1 - year : year,
                        fields.get(Calendar.MONTH) + 1,
                        fields.get(Calendar.DAY_OF_MONTH),
                        fields.get(Calendar.HOUR_OF_DAY),
                        fields.get(Calendar.MINUTE),
                        fields.get(Calendar.SECOND),
                        told.getNanos())
                .toInstant(ZoneOffset.UTC);
    }

    @Override
    public void execute(String sql) {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new Refused(e);
        }
    }

    @Override
    public List<String> rows(Warehouse warehouse, String query) {
        var rows = new ArrayList<String>();
        warehouse.query(
                "SELECT TO_JSON(OBJECT_CONSTRUCT_KEEP_NULL(*)) FROM (%s) AS r ORDER BY 1".formatted(query),
                row -> rows.add(row.text(1)));
        return rows;
    }

    @Override
    public boolean holdsTablesOfPeople() {
        return true;
    }

    @Override
    public String nextOf(String sequence) {
        return sequence + ".NEXTVAL";
    }

    /** Snowflake keeps the list of columns that a view had when it was made. */
    @Override
    public Optional<String> refusalOfOutdatedViews() {
        return Optional.of(
                "View definition for '\\w+\\.SHOP_TEST\\.EVERYTHING' declared \\d+ column\\(s\\), but view query"
                        + " produces \\d+ column\\(s\\)\\.");
    }

    @Override
    public Engine fresh() {
        return new SnowflakeEngine(account.fresh());
    }

    @Override
    public SnowflakeEngine copy() {
        try {
            return new SnowflakeEngine(account.copy());
        } catch (SQLException e) {
            throw new Refused(e);
        }
    }

    @Override
    public List<String> script(String name, Layout layout) {
        return Scripts.statements(SnowflakeWarehouse.class, name, new SnowflakeDialect().quote(layout.rawSchema()));
    }

    @Override
    public Runnable lifeline(Warehouse warehouse) {
        return () -> account.cutOff((SnowflakeWarehouse) warehouse);
    }

    @Override
    public void close() {
        account.close();
    }
}
