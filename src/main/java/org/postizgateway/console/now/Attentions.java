package org.postizgateway.console.now;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.postizgateway.console.now.Attention.Urgency;
import org.postizgateway.console.now.Overview.Configuration;
import org.postizgateway.console.now.Overview.Dependency;
import org.postizgateway.console.now.Overview.Ledger;
import org.postizgateway.ledger.overview.LedgerOverview;
import org.postizgateway.outcome.Reason;

/** Finds what needs a person in what is known. */
final class Attentions {

    private final List<Attention> found = new ArrayList<>();

    private Attentions() {}

    static List<Attention> of(
            Dependency postiz,
            Dependency database,
            Map<String, String> breakers,
            int heldBack,
            Configuration configuration,
            Optional<Ledger> ledger) {
        Attentions attentions = new Attentions();
        attentions.ofDependencies(postiz, database, breakers, heldBack);
        attentions.ofConfiguration(configuration);
        ledger.ifPresent(told -> attentions.ofLedger(told, configuration.serving()));
        attentions.found.sort(Comparator.comparing(Attention::urgency));
        return List.copyOf(attentions.found);
    }

    private void ofDependencies(
            Dependency postiz, Dependency database, Map<String, String> breakers, int heldBack) {
        if (!database.up()) {
            now(
                    "Ledger",
                    "The ledger's database cannot be used, so calls that publish or cost credit are"
                            + " refused. Reading works on. "
                            + database.detail());
        }
        if (!postiz.up()) {
            now("Postiz", "Postiz does not answer as Postiz does. " + postiz.detail());
        }
        breakers.forEach(
                (name, state) -> {
                    if (state.endsWith("open")) {
                        now(
                                "Circuit breaker",
                                "Calls to Postiz fail at once: "
                                        + name
                                        + " is "
                                        + state.replace('_', ' ')
                                        + ". The next calls try Postiz by themselves.");
                    }
                });
        if (heldBack > 0) {
            soon(
                    "Callers held back",
                    count(heldBack, "caller")
                            + " got no answer from Postiz in time again and again; their calls fail"
                            + " at once for a while.",
                    "");
        }
    }

    private void ofConfiguration(Configuration configuration) {
        if (!configuration.problems().isEmpty()) {
            soon(
                    "Configuration refused",
                    "Another configuration serves than the one that is wanted. "
                            + configuration.problems().get(0),
                    "");
        }
    }

    private void ofLedger(Ledger ledger, String here) {
        int letters = ledger.deadLetters().values().stream().mapToInt(Integer::intValue).sum();
        int paid = ledger.deadLetters().getOrDefault(Reason.OUTCOME_UNKNOWN.code(), 0);
        if (letters > 0) {
            soon(
                    "Dead letters",
                    (ledger.moreLetters() ? "At least " : "")
                            + count(letters, "generation")
                            + (letters == 1 ? " waits" : " wait")
                            + " for a decision; "
                            + (paid == 0 ? "none" : atLeast(paid))
                            + " of them may have been paid for.",
                    "/console/dead-letters");
        }
        int posts = ledger.openPosts().values().stream().mapToInt(Integer::intValue).sum();
        if (posts > 0) {
            soon(
                    "Posts",
                    count(posts, "post")
                            + (posts == 1
                                    ? " is not out as it should be: "
                                    : " are not out as they should be: ")
                            + ledger.openPosts().entrySet().stream()
                                    .map(state -> state.getValue() + " " + state.getKey())
                                    .collect(Collectors.joining(", "))
                            + ". Late ones are tried again by Postiz; for the others see the channel and"
                            + " the workers of Postiz.",
                    "/console#posts");
        }
        if (ledger.unclearCalls() > 0) {
            soon(
                    "Unknown outcome",
                    count(ledger.unclearCalls(), "call")
                            + " may or may not have had an effect. The gateway looks them up by"
                            + " itself as soon as it knows a credential of the tenant; until then"
                            + " identical calls are held back.",
                    "/console/calls?state=unknown");
        }
        if (ledger.replicas().stream().anyMatch(peer -> !peer.serving().equals(here))) {
            soon(
                    "Replicas differ",
                    "Not all replicas serve the same configuration. That is so for moments after a"
                            + " change; when it lasts, compare their files.",
                    "");
        }
    }

    private static String atLeast(int letters) {
        return (letters >= LedgerOverview.MOST_LETTERS ? "at least " : "") + letters;
    }

    private void now(String subject, String sentence) {
        found.add(new Attention(Urgency.NOW, subject, sentence.strip(), ""));
    }

    private void soon(String subject, String sentence, String page) {
        found.add(new Attention(Urgency.SOON, subject, sentence.strip(), page));
    }

    private static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
