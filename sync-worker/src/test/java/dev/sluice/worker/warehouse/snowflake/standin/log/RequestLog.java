package dev.sluice.worker.warehouse.snowflake.standin.log;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** All that came, so that tests can count what a run costs. */
public final class RequestLog {

    private final List<LoggedStatement> statements = new CopyOnWriteArrayList<>();
    private final List<LoggedRequest> requests = new CopyOnWriteArrayList<>();
    private final AtomicLong stagedBytes = new AtomicLong();
    private final AtomicLong stagedFiles = new AtomicLong();

    /**
     * @param rows that it changed or gave
     * @param error the code that it was refused with
     */
    public record LoggedStatement(
            long session,
            String sql,
            Optional<String> queryTag,
            Optional<String> warehouse,
            long rows,
            Optional<String> error) {}

    public record LoggedRequest(String method, String path) {}

    public void add(LoggedStatement statement) {
        statements.add(statement);
    }

    public void add(LoggedRequest request) {
        requests.add(request);
    }

    public void addStaged(long files, long bytes) {
        stagedFiles.addAndGet(files);
        stagedBytes.addAndGet(bytes);
    }

    public List<LoggedStatement> statements() {
        return List.copyOf(statements);
    }

    /** Round trips. */
    public List<LoggedRequest> requests() {
        return List.copyOf(requests);
    }

    public long stagedBytes() {
        return stagedBytes.get();
    }

    public long stagedFiles() {
        return stagedFiles.get();
    }

    public void clear() {
        statements.clear();
        requests.clear();
        stagedBytes.set(0);
        stagedFiles.set(0);
    }
}
