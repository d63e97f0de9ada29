package dev.sluice.identity.environment;

import dev.sluice.definitions.v1.EnvironmentsServiceGrpc.EnvironmentsServiceBlockingStub;
import dev.sluice.definitions.v1.GetEnvironmentRequest;
import dev.sluice.errors.Failure;
import dev.sluice.identity.transaction.Transactions;
import dev.sluice.identity.validation.FieldRules;
import dev.sluice.remote.RemoteService;
import io.quarkus.grpc.GrpcClient;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lets through the names of environments that exist. definitions-service owns them and is asked once for each: they are
 * never taken away, so what it said is kept, and calls are taken while it is away.
 */
@Singleton
public final class Environments {

    private static final RemoteService DEFINITIONS = new RemoteService("definitions-service");

    private static final String FIND = """
            SELECT name FROM environment WHERE name = ?
            """;
    private static final String KEEP = """
            INSERT INTO environment (name) VALUES (?) ON CONFLICT DO NOTHING
            """;

    private final EnvironmentsServiceBlockingStub definitions;
    private final Transactions transactions;
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    Environments(@GrpcClient("definitions") EnvironmentsServiceBlockingStub definitions, Transactions transactions) {
        this.definitions = definitions;
        this.transactions = transactions;
    }

    /**
     * The name, where an environment has it.
     *
     * @throws io.grpc.StatusRuntimeException the NOT_FOUND of definitions-service, where none has
     * @throws Failure.Unavailable where nobody has asked for it before and definitions-service is away
     */
    public String existing(String name) {
        if (!known.contains(name)) {
            FieldRules.environment(name);
            if (!isKept(name)) {
                ask(name);
                keep(name);
            }
            known.add(name);
        }
        return name;
    }

    private boolean isKept(String name) {
        return transactions
                .read(transaction -> transaction.first(FIND, row -> row.text("name"), name))
                .isPresent();
    }

    /** Its refusal is told to the caller as it is. */
    private void ask(String name) {
        var request = GetEnvironmentRequest.newBuilder().setEnvironment(name).build();
        DEFINITIONS.ask(() -> definitions.getEnvironment(request));
    }

    private void keep(String name) {
        transactions.write(transaction -> transaction.execute(KEEP, name));
    }
}
