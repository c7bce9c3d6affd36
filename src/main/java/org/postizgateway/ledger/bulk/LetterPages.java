package org.postizgateway.ledger.bulk;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.postizgateway.ledger.PageCursor;
import org.postizgateway.ledger.Times;
import org.postizgateway.ledger.deadletter.DeadLetter;
import org.postizgateway.ledger.deadletter.DeadLetterFilter;
import org.postizgateway.ledger.deadletter.DeadLetterRow;
import org.postizgateway.ledger.deadletter.DeadLetterState;
import org.postizgateway.outcome.Reason;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads many dead letters: page by page, by their causes, and how many there are. */
public final class LetterPages {

    /** Those that an operator can decide about. */
    public static final Set<DeadLetterState> DECIDABLE =
            Set.of(DeadLetterState.OPEN, DeadLetterState.WAITING_FOR_CREDENTIAL);

    private static final String COLUMNS =
            "id, job_id, tenant, tool, state, reason, message, attempts, created_at, updated_at";

    private final JdbcClient jdbc;

    /**
     * @param next where the next page begins; empty on the last one
     * @param letters without their requests
     */
    public record Page(List<DeadLetter> letters, Optional<PageCursor> next) {}

    /**
     * Dead letters that one thing has caused.
     *
     * @param decidable how many of them an operator can decide about
     */
    public record Cause(
            Reason reason,
            String tool,
            int letters,
            int decidable,
            Instant oldest,
            Instant newest) {}

    public LetterPages(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Newest first. Each state is read from the index on its own, so that a page costs the same
     * however many there are and however far back it is.
     */
    public Page page(DeadLetterFilter filter, Optional<PageCursor> after) {
        LetterConditions conditions = new LetterConditions(filter).after(after);
        String one =
                "(SELECT "
                        + COLUMNS
                        + " FROM dead_letter WHERE state = '%s'"
                        + conditions.and()
                        + " ORDER BY state, created_at DESC, id DESC LIMIT :some)";
        String all =
                filter.states().stream()
                        .sorted()
                        .map(state -> one.formatted(state.name()))
                        .collect(Collectors.joining(" UNION ALL "));
        List<DeadLetter> letters =
                jdbc.sql(
                                "SELECT * FROM ("
                                        + all
                                        + ") letters ORDER BY created_at DESC, id DESC"
                                        + " LIMIT :limit OFFSET :offset")
                        .params(conditions.parameters())
                        .param("some", filter.offset() + filter.limit() + 1)
                        .param("limit", filter.limit() + 1)
                        .param("offset", filter.offset())
                        .query(DeadLetterRow::withoutRequest)
                        .list();
        if (letters.size() <= filter.limit()) {
            return new Page(letters, Optional.empty());
        }
        DeadLetter last = letters.get(filter.limit() - 1);
        return new Page(
                letters.subList(0, filter.limit()),
                Optional.of(new PageCursor(last.createdAt(), last.id())));
    }

    /** Those that match, by cause; the most first. */
    public List<Cause> causes(DeadLetterFilter filter) {
        LetterConditions conditions = new LetterConditions(filter);
        return jdbc.sql(
                        "SELECT reason, tool, COUNT(*) AS letters,"
                                + " SUM(CASE WHEN state IN ('OPEN', 'WAITING_FOR_CREDENTIAL')"
                                + " THEN 1 ELSE 0 END) AS decidable, MIN(created_at) AS oldest,"
                                + " MAX(created_at) AS newest FROM dead_letter"
                                + " WHERE state IN (:states)"
                                + conditions.and()
                                + " GROUP BY reason, tool ORDER BY letters DESC, reason, tool")
                .params(conditions.parameters())
                .param("states", names(filter.states()))
                .query(
                        (row, n) ->
                                new Cause(
                                        Reason.valueOf(row.getString("reason")),
                                        row.getString("tool"),
                                        row.getInt("letters"),
                                        row.getInt("decidable"),
                                        Times.instant(row, "oldest"),
                                        Times.instant(row, "newest")))
                .list();
    }

    /** How many of them an operator can decide about. */
    public static int decidable(List<Cause> causes) {
        return causes.stream().mapToInt(Cause::decidable).sum();
    }

    static Set<String> decidableStates(DeadLetterFilter filter) {
        return names(
                filter.states().stream().filter(DECIDABLE::contains).collect(Collectors.toSet()));
    }

    private static Set<String> names(Set<DeadLetterState> states) {
        return states.stream().map(Enum::name).collect(Collectors.toSet());
    }

    /** What an operator noted of one that was discarded; empty for nothing. */
    public String note(String id) {
        return jdbc.sql("SELECT COALESCE(note, '') FROM dead_letter WHERE id = :id")
                .params(Map.of("id", id))
                .query(String.class)
                .optional()
                .orElse("");
    }
}
