package org.postizgateway.console.configuration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.postizgateway.console.OpsProblem;
import org.postizgateway.generation.DesiredConfiguration;
import org.postizgateway.generation.Generation;
import org.postizgateway.generation.Generations;
import org.postizgateway.generation.Outcome;
import org.postizgateway.generation.Refusal;
import org.postizgateway.generation.set.ConfigurationSet;
import org.postizgateway.generation.set.RefusedSetException;
import org.postizgateway.generation.set.SetFile;
import org.postizgateway.generation.set.StoredSets;
import org.postizgateway.ledger.replica.Replica;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Operators see which configuration serves and why another does not, and step back. */
@RestController
@RequestMapping("/ops/configuration")
public class ConfigurationController {

    private final DesiredConfiguration desired;
    private final Generations generations;
    private final StoredSets stored;
    private final Replica replica;

    public ConfigurationController(
            DesiredConfiguration desired,
            Generations generations,
            StoredSets stored,
            Replica replica) {
        this.desired = desired;
        this.generations = generations;
        this.stored = stored;
        this.replica = replica;
    }

    @GetMapping
    Map<String, Object> read() {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("directory", desired.directory().toString());
        answer.put("wanted", desired.wanted());
        generations.serving().ifPresent(serving -> answer.put("serving", serving(serving)));
        generations.refusal().ifPresent(refusal -> answer.put("refused", refused(refusal)));
        answer.put("waiting", generations.isWaiting());
        answer.put("ending", generations.ending());
        answer.put("history", generations.history());
        answer.put("kept", kept());
        addReplicas(answer);
        return answer;
    }

    /**
     * What those serve that share the ledger; each says so a few times within a lease. Why a
     * configuration is refused can be read without the ledger.
     */
    private void addReplicas(Map<String, Object> answer) {
        String here = generations.serving().map(serving -> serving.set().hash()).orElse("");
        List<Map<String, Object>> replicas;
        try {
            replicas = replica.alive().stream().map(peer -> replica(peer, here)).toList();
        } catch (DataAccessException e) {
            answer.put(
                    "replicasUnknown",
                    "What other replicas serve is in the ledger's database, which cannot be used.");
            return;
        }
        answer.put("replicas", replicas);
        answer.put(
                "replicasAgree",
                replicas.stream().allMatch(peer -> here.equals(peer.get("serving"))));
    }

    private Map<String, Object> replica(Replica.Peer peer, String here) {
        boolean self = peer.id().equals(replica.id());
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("id", peer.id());
        told.put("self", self);
        told.put("startedAt", peer.startedAt());
        told.put("serving", self ? here : peer.configuration().orElse(""));
        return told;
    }

    private Map<String, Object> serving(Generation generation) {
        ConfigurationSet set = generation.set();
        Map<String, Object> serving = new LinkedHashMap<>();
        serving.put("hash", set.hash());
        serving.put("since", generation.startedAt());
        serving.put("lastGood", desired.isLastGood());
        serving.put("warnings", generation.warnings());
        serving.put(
                "files",
                set.files().stream()
                        .map(file -> Map.of("path", file.path(), "origin", file.origin()))
                        .toList());
        serving.put(
                "switchedOff",
                set.overrides().stream()
                        .filter(file -> file.content().length == 0)
                        .map(SetFile::path)
                        .toList());
        return serving;
    }

    private static Map<String, Object> refused(Refusal refusal) {
        Map<String, Object> refused = new LinkedHashMap<>();
        refused.put("hash", refusal.hash());
        refused.put("at", refusal.at());
        refused.put("problems", refusal.problems());
        return refused;
    }

    private List<StoredSets.Entry> kept() {
        try {
            return stored.list();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What would be other than now if a set that is kept served. */
    @GetMapping("/{hash}/differences")
    List<FileDifference> differences(@PathVariable String hash) {
        ConfigurationSet here =
                generations
                        .serving()
                        .map(Generation::set)
                        .orElseThrow(
                                () ->
                                        new OpsProblem(
                                                HttpStatus.SERVICE_UNAVAILABLE,
                                                "No configuration serves yet."));
        try {
            return FileDifference.between(here, stored.find(hash).orElseThrow(this::notKept));
        } catch (RefusedSetException e) {
            throw new OpsProblem(
                    HttpStatus.CONFLICT, "What is kept cannot be read: " + e.getMessage());
        }
    }

    private OpsProblem notKept() {
        return new OpsProblem(
                HttpStatus.NOT_FOUND,
                "No configuration with this hash is kept. GET /ops/configuration lists those that"
                        + " are.");
    }

    /** Reads the directory now; tries again what was refused before. */
    @PostMapping("/reload")
    ResponseEntity<Map<String, Object>> reload() {
        return answer(
                desired.reload()
                        .orElseThrow(
                                () ->
                                        new OpsProblem(
                                                HttpStatus.CONFLICT,
                                                "A change is under way. Ask GET /ops/configuration"
                                                        + " what becomes of it.")));
    }

    /** Body of a request to step back. */
    record StepBack(String hash) {}

    /** Serves a set that is kept until the directory changes. */
    @PostMapping("/rollback")
    ResponseEntity<Map<String, Object>> stepBack(@RequestBody StepBack wanted) {
        if (wanted.hash() == null) {
            throw new OpsProblem(
                    HttpStatus.BAD_REQUEST,
                    "The body names no hash. GET /ops/configuration lists those that are kept.");
        }
        return answer(desired.stepBack(wanted.hash()).orElseThrow(this::notKept));
    }

    private ResponseEntity<Map<String, Object>> answer(Outcome outcome) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("outcome", outcome.kind().name().toLowerCase(java.util.Locale.ROOT));
        answer.put("hash", outcome.hash());
        answer.put(
                "serving", generations.serving().map(serving -> serving.set().hash()).orElse(""));
        answer.put("at", Instant.now());
        answer.put("problems", outcome.problems());
        return ResponseEntity.status(status(outcome)).body(answer);
    }

    private static HttpStatus status(Outcome outcome) {
        return switch (outcome.kind()) {
            case SWITCHED, UNCHANGED -> HttpStatus.OK;
            case REFUSED -> HttpStatus.UNPROCESSABLE_ENTITY;
            case WAITING -> HttpStatus.ACCEPTED;
        };
    }
}
