package dev.sluice.readiness;

import dev.sluice.operations.v1.Finding;
import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.annotations.CommandLineArguments;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import org.jboss.logging.Logger;

/** Collects what is unsafe for production, and says it as the service starts. */
@Singleton
class ReadinessReport {

    private static final Logger LOG = Logger.getLogger(ReadinessReport.class);

    private final List<UnsafeSettings> settings;

    ReadinessReport(@All List<UnsafeSettings> settings) {
        this.settings = settings;
    }

    List<Finding> findings() {
        return settings.stream()
                .flatMap(each -> each.findings().stream())
                .sorted(Comparator.comparing(Finding::getCodeValue).thenComparing(Finding::getSetting))
                .toList();
    }

    /** A job that does one thing and exits is not what serves: the deployment beside it says it. */
    void say(@Observes StartupEvent start, @CommandLineArguments String[] arguments) {
        if (arguments.length == 0) {
            findings()
                    .forEach(finding -> LOG.warnf(
                            "Unsafe for production: code=%s setting=%s cause=%s remedy=%s",
                            finding.getCode().name().replace("FINDING_CODE_", ""),
                            finding.getSetting(),
                            finding.getMessage(),
                            finding.getRemedy()));
        }
    }
}
