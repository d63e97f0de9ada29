package dev.sluice.definitions.audit;

import dev.sluice.definitions.v1.AuditService;
import dev.sluice.definitions.v1.AuditedChange;
import dev.sluice.definitions.v1.ListChangesRequest;
import dev.sluice.definitions.v1.ListChangesResponse;
import dev.sluice.definitions.wire.TextRule;
import dev.sluice.errors.Failure;
import dev.sluice.rpc.OnVirtualThread;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Answers the calls about the audit trail. */
@GrpcService
@OnVirtualThread
class AuditEndpoint implements AuditService {

    private static final TextRule NAME = TextRule.label(1_000);
    private static final int DEFAULT_PAGE = 50;
    private static final int LARGEST_PAGE = 1_000;

    private final AuditedChanges changes;

    AuditEndpoint(AuditedChanges changes) {
        this.changes = changes;
    }

    /** One more than is shown tells whether a page follows. */
    @Override
    public Uni<ListChangesResponse> listChanges(ListChangesRequest request) {
        int size = pageSize(request.getPageSize());
        var found = changes.list(
                NAME.check("environment", request.getEnvironment()),
                NAME.check("subject", request.getSubject()),
                below(request.getPageToken()),
                size + 1);
        return Uni.createFrom().item(page(found, size));
    }

    private static ListChangesResponse page(List<AuditedChange> found, int size) {
        var page = ListChangesResponse.newBuilder().addAllChanges(found.subList(0, Math.min(size, found.size())));
        if (found.size() > size) {
            page.setNextPageToken(Long.toString(found.get(size - 1).getId()));
        }
        return page.build();
    }

    private static int pageSize(int asked) {
        if (asked < 0 || asked > LARGEST_PAGE) {
            throw new Failure.Invalid("page_size", "must be 1 to 1,000, or 0 for 50");
        }
        return asked == 0 ? DEFAULT_PAGE : asked;
    }

    private static long below(String token) {
        try {
            return token.isEmpty() ? Long.MAX_VALUE : Long.parseLong(token);
        } catch (NumberFormatException _) {
            throw new Failure.Invalid("page_token", "must be the next_page_token of a page");
        }
    }
}
