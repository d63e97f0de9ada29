package dev.sluice.identity.call;

import dev.sluice.identity.account.AccountKey;
import dev.sluice.identity.account.Sighting;
import dev.sluice.identity.account.UserAccounts;
import dev.sluice.identity.feed.FeedPublication;
import dev.sluice.identity.link.NewLinkCalls;
import dev.sluice.identity.link.UserLinks;
import dev.sluice.identity.property.PropertyWrite;
import dev.sluice.identity.property.UserProperties;
import dev.sluice.identity.transaction.Transaction;
import dev.sluice.identity.transaction.Transactions;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Takes calls in: all of a batch in one transaction, in a number of statements that does not grow with the batch. What
 * stands afterwards is a function of the ledger, and the ledger is a set: so order, batching and repetition are without
 * effect.
 */
@Singleton
final class CallApplication {

    private final Transactions transactions;
    private final FeedPublication feed;
    private final CallLedger ledger;
    private final UserAccounts accounts;
    private final UserProperties properties;
    private final UserLinks links;
    private final CallMetrics metrics;

    CallApplication(
            Transactions transactions,
            FeedPublication feed,
            CallLedger ledger,
            UserAccounts accounts,
            UserProperties properties,
            UserLinks links,
            CallMetrics metrics) {
        this.transactions = transactions;
        this.feed = feed;
        this.ledger = ledger;
        this.accounts = accounts;
        this.properties = properties;
        this.links = links;
        this.metrics = metrics;
    }

    /** In the order of the calls. */
    List<Answer> apply(String environment, List<Call> calls) {
        var answers = transactions.write(transaction -> apply(transaction, environment, calls));
        for (int i = 0; i < calls.size(); i++) {
            metrics.answered(calls.get(i).kind(), answers.get(i).outcome());
        }
        return answers;
    }

    private List<Answer> apply(Transaction transaction, String environment, List<Call> calls) {
        feed.lock(transaction, environment);
        var fresh = ledger.fresh(transaction, environment, calls);
        if (!fresh.isEmpty()) {
            takeIn(transaction, environment, fresh);
        }
        return answers(calls, fresh, ledger.answers(transaction, environment, calls));
    }

    private void takeIn(Transaction transaction, String environment, List<Call> fresh) {
        var seen = accounts.record(transaction, environment, sightings(fresh));
        ledger.record(transaction, environment, fresh, seen.userIds());
        var changed = new HashSet<>(seen.changed());
        changed.addAll(properties.write(transaction, environment, writes(fresh, seen.userIds())));
        var regrouped = links.follow(
                transaction,
                environment,
                linkCalls(CallKind.IDENTIFY, fresh, seen.userIds()),
                linkCalls(CallKind.ALIAS, fresh, seen.userIds()));
        var users = new HashSet<Long>(regrouped);
        users.addAll(accounts.roots(transaction, environment, changed));
        feed.publish(transaction, environment, users);
    }

    private static List<Sighting> sightings(List<Call> calls) {
        return calls.stream()
                .flatMap(call -> call.accounts()
                        .map(account -> Sighting.byCall(account, call.stamp().time())))
                .toList();
    }

    private static NewLinkCalls linkCalls(CallKind kind, List<Call> calls, Map<AccountKey, Long> userIds) {
        var ofKind = calls.stream().filter(call -> call.kind() == kind).toList();
        return new NewLinkCalls(
                ofKind.stream().map(call -> call.stamp().callId()).toList(),
                Set.copyOf(
                        ofKind.stream().map(call -> userIds.get(call.subject())).toList()));
    }

    private static List<PropertyWrite> writes(List<Call> calls, Map<AccountKey, Long> userIds) {
        return calls.stream()
                .flatMap(call -> call instanceof Call.AddProperties add
                        ? writes(add, userIds.get(add.subject()))
                        : Stream.empty())
                .toList();
    }

    private static Stream<PropertyWrite> writes(Call.AddProperties call, long userId) {
        var stamp = call.stamp();
        return call.changes().entrySet().stream()
                .map(change ->
                        new PropertyWrite(userId, change.getKey(), change.getValue(), stamp.time(), stamp.callId()));
    }

    private static List<Answer> answers(List<Call> calls, List<Call> fresh, Map<CallKey, Answer> recorded) {
        var firstTime = new HashSet<CallKey>();
        fresh.forEach(call -> firstTime.add(call.key()));
        var answers = new ArrayList<Answer>();
        for (var call : calls) {
            var answer = recorded.get(call.key());
            answers.add(firstTime.remove(call.key()) ? answer : new Answer(Answer.Outcome.REPEATED, answer.userId()));
        }
        return answers;
    }
}
