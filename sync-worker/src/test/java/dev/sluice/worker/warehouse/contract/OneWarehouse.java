package dev.sluice.worker.warehouse.contract;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A contract whose examples have a warehouse each. */
public abstract class OneWarehouse implements Contract {

    protected Engine engine;

    @BeforeEach
    final void beginWithNothing() {
        engine = engine();
    }

    @AfterEach
    final void takeAway() {
        engine.close();
    }
}
