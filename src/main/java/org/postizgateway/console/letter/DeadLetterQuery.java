package org.postizgateway.console.letter;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.postizgateway.console.OpsProblem;
import org.postizgateway.console.QueryParameters;
import org.postizgateway.console.TenantParameter;
import org.postizgateway.ledger.PageCursor;
import org.postizgateway.ledger.deadletter.DeadLetterFilter;
import org.postizgateway.ledger.deadletter.DeadLetterState;
import org.postizgateway.outcome.Reason;
import org.springframework.util.MultiValueMap;

/**
 * The query of a listing: {@code tool}, {@code tenant}, {@code reason}, {@code state} (may be
 * repeated), {@code since} (ISO 8601 with a zone), {@code limit} (1 to 500, default 50), {@code
 * offset}, and {@code after}, the {@code next} of the page before. Anything else is refused, since
 * a misspelt filter would list too much.
 */
record DeadLetterQuery(DeadLetterFilter filter, Optional<PageCursor> after) {

    private static final Set<String> FILTERS = Set.of("tool", "tenant", "reason", "state", "since");
    private static final Set<String> OF_PAGES = Set.of("limit", "offset", "after");
    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 500;
    private static final int MAX_OFFSET = 1_000_000;
    private static final int LONGEST_NOTE = 1000;

    /**
     * @throws OpsProblem 400 that names the parameter
     */
    static DeadLetterQuery parse(MultiValueMap<String, String> parameters) {
        Set<String> names = new HashSet<>(FILTERS);
        names.addAll(OF_PAGES);
        QueryParameters query = QueryParameters.of(parameters, names);
        return new DeadLetterQuery(filter(query), query.page("after"));
    }

    /**
     * The same of what is meant for all that match, and not for a page of them: it has no {@code
     * limit}, {@code offset} and {@code after}.
     *
     * @throws OpsProblem 400 that names the parameter
     */
    static DeadLetterFilter ofAll(MultiValueMap<String, String> parameters) {
        return filter(QueryParameters.of(parameters, FILTERS));
    }

    private static DeadLetterFilter filter(QueryParameters query) {
        return new DeadLetterFilter(
                query.single("tool"),
                query.single("tenant").map(TenantParameter::whole),
                query.oneOf("reason", Reason.class),
                Set.copyOf(query.anyOf("state", DeadLetterState.class)),
                query.time("since"),
                query.number("limit", 1, MAX_LIMIT).orElse(DEFAULT_LIMIT),
                query.number("offset", 0, MAX_OFFSET).orElse(0));
    }

    /**
     * Why something is discarded, in an operator's words.
     *
     * @throws OpsProblem 400 when it is too long to be kept
     */
    static String note(String text) {
        String note = text.strip();
        if (note.length() > LONGEST_NOTE) {
            throw QueryParameters.bad("'note' is longer than " + LONGEST_NOTE + " characters");
        }
        return note;
    }
}
