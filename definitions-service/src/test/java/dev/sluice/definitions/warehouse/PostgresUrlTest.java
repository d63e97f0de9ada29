package dev.sluice.definitions.warehouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.errors.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresUrlTest {

    private static final String FORM = "must be jdbc:postgresql://host[:port]/database[?parameters]";
    private static final String CREDENTIALS = "must not carry a user or password";
    private static final String HOSTS = "must have hosts that are names or addresses";
    private static final String DATABASE = "must name a database of 1 to 63 bytes";
    private static final String PARAMETERS = "must have no parameters but these, each at most once: channelBinding, "
            + "connectTimeout, gssEncMode, loadBalanceHosts, socketTimeout, sslmode, targetServerType, tcpKeepAlive";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            //db.example/shop                          | db.example:5432/shop
            //db.example:5432/shop                     | db.example:5432/shop
            //DB.Example/shop?sslmode=require          | db.example:5432/shop
            //db.example/s%68op                        | db.example:5432/shop
            //db.example:6432/Shop                     | db.example:6432/Shop
            //two,one:6432/shop                        | two:5432,one:6432/shop
            //10.0.0.7/shop                            | 10.0.0.7:5432/shop
            //10.7/shop                                | 10.0.0.7:5432/shop
            //[::1]/shop                               | [0:0:0:0:0:0:0:1]:5432/shop
            //[0:0::0:1]:5432/shop                     | [0:0:0:0:0:0:0:1]:5432/shop
            //db/a%2Fb%20%40                           | db:5432/a/b @
            //db/größe                                 | db:5432/größe
            //db/gr%C3%B6%C3%9Fe                       | db:5432/größe
            """)
    void everySpellingOfADatabaseIsOne(String rest, String database) {
        var url = PostgresUrl.parse("url", "jdbc:postgresql:" + rest);
        assertEquals(database, url.database());
        assertEquals("jdbc:postgresql:" + rest, url.text(), "the text is kept as it was given");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://db/shop",
                "jdbc:mysql://db/shop",
                "JDBC:postgresql://db/shop",
                "jdbc:postgresql:shop",
                "jdbc:postgresql:/",
                "jdbc:postgresql:///shop",
                "jdbc:postgresql://db",
                "jdbc:postgresql://db/",
                "jdbc:postgresql://db/shop/",
                "jdbc:postgresql://db/shop/more",
                "jdbc:postgresql://db/shop?",
                " jdbc:postgresql://db/shop"
            })
    void otherFormsAreRefused(String text) {
        assertRefused(FORM, text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://ann:secret@db/shop",
                "jdbc:postgresql://ann@db/shop",
                "jdbc:postgresql://ann:se?cret@db/shop",
                "jdbc:postgresql://ann:se/cret@db/shop",
                "jdbc:postgresql://db/shop?user=ann",
                "jdbc:postgresql://db/shop?password=secret",
                "jdbc:postgresql://db/shop?sslmode=require&PASSWORD=secret",
                "jdbc:postgresql://db/shop?sslpassword=secret",
                "jdbc:postgresql://db/shop?password",
                "jdbc:postgresql://db/shop&password=secret"
            })
    void userAndPasswordAreRefusedWhereverTheyStand(String text) {
        assertRefused(CREDENTIALS, text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "db:0",
                "db:65536",
                "db:05432",
                "db:port",
                "db:",
                ":5432",
                "db:1:2",
                "db,",
                "db,,other",
                "db,DB:5432",
                "db.",
                ".db",
                "a..b",
                "d%62",
                "größe",
                "d b",
                "10.0.0.256",
                "[10.0.0.1]",
                "[::g]",
                "[::1",
                "::1",
                "[fe80::1%eth0]"
            })
    void hostsThatAreNoNamesOrAddressesAreRefused(String hosts) {
        assertRefused(HOSTS, "jdbc:postgresql://" + hosts + "/shop");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a%00b", "a%0Ab", "a%4", "a%zz", "a&b", "a;b", "a b", "a+b", "a#b"})
    void databaseWithAnythingUnencodedOrUnprintableIsRefused(String database) {
        assertRefused(DATABASE, "jdbc:postgresql://db/" + database);
    }

    @Test
    void longestDatabaseIsOfSixtyThreeBytes() {
        assertEquals("db:5432/" + "x".repeat(63), database("x".repeat(63)));
        assertEquals("db:5432/" + "ü".repeat(31), database("ü".repeat(31)));
        assertRefused(DATABASE, "jdbc:postgresql://db/" + "x".repeat(64));
        assertRefused(DATABASE, "jdbc:postgresql://db/" + "ü".repeat(32));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "connectTimeout=10",
                "socketTimeout=0",
                "tcpKeepAlive=true",
                "loadBalanceHosts=false",
                "targetServerType=primary",
                "sslmode=verify-full",
                "channelBinding=require",
                "gssEncMode=disable",
                "sslmode=require&connectTimeout=10&socketTimeout=600"
            })
    void parametersThatNameNoClassAndNoFileAreTaken(String parameters) {
        assertEquals("db:5432/shop", database("shop?" + parameters));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "socketFactory=a.B",
                "socketFactoryArg=/etc/passwd",
                "sslfactory=a.B",
                "sslfactoryarg=file:/etc/passwd",
                "sslhostnameverifier=a.B",
                "sslpasswordcallback=a.B",
                "authenticationPluginClassName=a.B",
                "xmlFactoryFactory=a.B",
                "loggerFile=/tmp/x",
                "loggerLevel=TRACE",
                "options=-c%20x",
                "currentSchema=public",
                "ApplicationName=x",
                "sslrootcert=/etc/passwd",
                "sslcert=/etc/passwd",
                "sslkey=/etc/passwd",
                "service=x",
                "host=elsewhere",
                "PGHOST=elsewhere",
                "dbname=other",
                "SSLMODE=require",
                "sslmode =require",
                "ssl%6Dode=require",
                "sslmode=require&sslmode=disable",
                "sslmode=require&",
                "&sslmode=require",
                "?sslmode=require"
            })
    void allOtherParametersAreRefused(String parameters) {
        assertRefused(PARAMETERS, "jdbc:postgresql://db/shop?" + parameters);
    }

    @ParameterizedTest
    @CsvSource({
        "sslmode=maybe, disable|allow|prefer|require|verify-ca|verify-full",
        "sslmode=, disable|allow|prefer|require|verify-ca|verify-full",
        "sslmode, disable|allow|prefer|require|verify-ca|verify-full",
        "connectTimeout=soon, '[0-9]{1,6}'",
        "connectTimeout=1000000, '[0-9]{1,6}'",
        "tcpKeepAlive=%74rue, true|false",
        "targetServerType=secondary, any|primary|preferPrimary"
    })
    void parametersHaveTheirValuesOnly(String parameter, String values) {
        var name = parameter.split("=")[0];
        assertRefused("must give " + name + " as " + values, "jdbc:postgresql://db/shop?" + parameter);
    }

    @Test
    void longestUrlHas1024Characters() {
        var url = "jdbc:postgresql://" + "h".repeat(1_001) + "/shop";
        assertEquals(1_024, url.length());
        PostgresUrl.parse("url", url);
        assertRefused("must be 1 to 1,024 characters", url + "x");
        assertRefused("must be 1 to 1,024 characters", "");
        assertRefused("must not contain control characters", "jdbc:postgresql://db/shop\n");
    }

    private static String database(String rest) {
        return PostgresUrl.parse("url", "jdbc:postgresql://db/" + rest).database();
    }

    private static void assertRefused(String rule, String text) {
        var refusal = assertThrows(Failure.Invalid.class, () -> PostgresUrl.parse("url", text));
        assertEquals("url", refusal.field());
        assertTrue(refusal.getMessage().startsWith("url " + rule), refusal.getMessage());
    }
}
