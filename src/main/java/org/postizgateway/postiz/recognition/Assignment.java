package org.postizgateway.postiz.recognition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.postizgateway.postiz.recognition.Match.Kind;
import org.postizgateway.postiz.recognition.PostReconciler.Presence;
import org.postizgateway.postiz.recognition.PostReconciler.Verdict;

/**
 * Says which of the posts of one request is which of the stored ones, where that is certain. What
 * most speaks for goes first; two that are equally likely are left undecided.
 */
final class Assignment {

    private final List<WantedPost> wanted;
    private final List<StoredPost> stored;
    private final Map<StoredPost, Match>[] matches;
    private final Verdict[] verdicts;
    private final Set<StoredPost> taken = new HashSet<>();

    @SuppressWarnings("unchecked")
    Assignment(List<WantedPost> wanted, List<StoredPost> stored, Sending sending) {
        this.wanted = wanted;
        this.stored = stored;
        this.verdicts = new Verdict[wanted.size()];
        this.matches = new Map[wanted.size()];
        for (int i = 0; i < wanted.size(); i++) {
            matches[i] = new LinkedHashMap<>();
            for (StoredPost post : stored) {
                Match match = Match.of(wanted.get(i), post, sending);
                if (match.kind() != Kind.OTHER) {
                    matches[i].put(post, match);
                }
            }
        }
    }

    /** One per wanted post. */
    List<Verdict> verdicts() {
        ranks().forEach(this::assign);
        for (int i = 0; i < verdicts.length; i++) {
            if (verdicts[i] == null) {
                verdicts[i] =
                        Verdict.not(
                                taken.containsAll(matches[i].keySet())
                                        ? Presence.ABSENT
                                        : Presence.AMBIGUOUS);
            }
        }
        return List.of(verdicts);
    }

    private List<Integer> ranks() {
        return Arrays.stream(matches)
                .flatMap(row -> row.values().stream())
                .filter(match -> match.kind() == Kind.OURS)
                .map(Match::rank)
                .distinct()
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    /** Among those for which equally much speaks, whoever has a candidate to itself gets it. */
    private void assign(int rank) {
        Map<Set<StoredPost>, List<Integer>> rivals = new LinkedHashMap<>();
        for (int i = 0; i < wanted.size(); i++) {
            Set<StoredPost> candidates = candidates(i, rank);
            if (verdicts[i] == null && !candidates.isEmpty()) {
                rivals.computeIfAbsent(candidates, key -> new ArrayList<>()).add(i);
            }
        }
        rivals.forEach(
                (candidates, posts) -> {
                    if (isDecided(candidates, posts, rivals.keySet())) {
                        give(candidates, posts);
                    } else {
                        posts.forEach(post -> verdicts[post] = Verdict.not(Presence.AMBIGUOUS));
                    }
                });
    }

    private Set<StoredPost> candidates(int post, int rank) {
        return stored.stream()
                .filter(candidate -> !taken.contains(candidate))
                .filter(candidate -> matches[post].containsKey(candidate))
                .filter(candidate -> matches[post].get(candidate).kind() == Kind.OURS)
                .filter(candidate -> matches[post].get(candidate).rank() == rank)
                .collect(Collectors.toSet());
    }

    /** Posts of the same content may share: which is which makes no difference. */
    private boolean isDecided(
            Set<StoredPost> candidates, List<Integer> posts, Set<Set<StoredPost>> all) {
        boolean sole =
                all.stream()
                        .filter(others -> others != candidates)
                        .noneMatch(others -> others.stream().anyMatch(candidates::contains));
        boolean alike = posts.stream().map(wanted::get).distinct().count() == 1;
        return sole && alike && candidates.size() <= posts.size();
    }

    private void give(Set<StoredPost> candidates, List<Integer> posts) {
        List<StoredPost> inOrder = stored.stream().filter(candidates::contains).toList();
        for (int i = 0; i < inOrder.size(); i++) {
            verdicts[posts.get(i)] = Verdict.found(wanted.get(posts.get(i)), inOrder.get(i));
            taken.add(inOrder.get(i));
        }
    }
}
