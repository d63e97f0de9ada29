package dev.sluice.worker;

import dev.sluice.worker.run.OneShot;
import io.quarkus.runtime.ApplicationLifecycleManager;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Serves, or with arguments does one run and exits: the same image is a deployment and a CronJob. */
@QuarkusMain
public final class Main {

    private Main() {}

    public static void main(String... arguments) {
        if (arguments.length == 0) {
            Quarkus.run();
        } else {
            serveNobody();
            ApplicationLifecycleManager.setDefaultExitCodeHandler(
                    (code, thrown) -> System.exit(OneShot.exitCode(code, thrown)));
            Quarkus.run(OneShot.class, arguments);
        }
    }

    /** A job beside a deployment must not ask for its ports. */
    private static void serveNobody() {
        System.setProperty("quarkus.http.host-enabled", "false");
        System.setProperty("quarkus.management.host-enabled", "false");
        System.setProperty("quarkus.grpc.server.port", "0");
        // Runs that a sweep or a schedule starts would die with the job.
        System.setProperty("sluice.privacy.sweep-every", "off");
        System.setProperty("sluice.schedule.look-every", "off");
        System.setProperty("sluice.run.look-for-dead-every", "off");
        System.setProperty("sluice.run.forget-every", "off");
        // Nobody would see them.
        System.setProperty("sluice.metrics.refresh-every", "off");
    }
}
