package org.postizgateway.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.maven.artifact.versioning.ComparableVersion;

/**
 * Known vulnerabilities of Maven artifacts, from the archive that OSV publishes: a zip of one JSON
 * file for each, in the <a href="https://ossf.github.io/osv-schema/">OSV format</a>.
 */
final class Osv {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ECOSYSTEM = "Maven";

    private final Map<String, List<JsonNode>> byArtifact = new HashMap<>();

    /**
     * @param artifact {@code group:artifact}
     */
    record Finding(String id, String artifact, String version, String summary) {}

    /**
     * @throws IOException when it is no zip, or an entry is no JSON
     */
    static Osv read(Path archive) throws IOException {
        Osv osv = new Osv();
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            for (ZipEntry entry :
                    zip.stream().filter(e -> e.getName().endsWith(".json")).toList()) {
                osv.add(JSON.readTree(zip.getInputStream(entry)));
            }
        }
        return osv;
    }

    private void add(JsonNode vulnerability) {
        if (vulnerability.has("withdrawn")) {
            return;
        }
        vulnerability
                .path("affected")
                .findParents("package")
                .forEach(
                        affected -> {
                            JsonNode artifact = affected.path("package");
                            if (artifact.path("ecosystem").asText().equals(ECOSYSTEM)) {
                                byArtifact
                                        .computeIfAbsent(
                                                artifact.path("name").asText(),
                                                name -> new ArrayList<>())
                                        .add(vulnerability);
                            }
                        });
    }

    /** How many artifacts something is known of. */
    int artifacts() {
        return byArtifact.size();
    }

    List<Finding> of(String artifact, String version) {
        return byArtifact.getOrDefault(artifact, List.of()).stream()
                .distinct()
                .filter(vulnerability -> affects(vulnerability, artifact, version))
                .map(
                        found ->
                                new Finding(
                                        found.path("id").asText(),
                                        artifact,
                                        version,
                                        found.path("summary").asText()))
                .toList();
    }

    private static boolean affects(JsonNode vulnerability, String artifact, String version) {
        for (JsonNode affected : vulnerability.path("affected")) {
            if (affected.at("/package/name").asText().equals(artifact)
                    && (isListed(affected, version) || isInRange(affected, version))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isListed(JsonNode affected, String version) {
        for (JsonNode listed : affected.path("versions")) {
            if (listed.asText().equals(version)) {
                return true;
            }
        }
        return false;
    }

    /** One event of a range, as {@code introduced}, {@code fixed} or {@code last_affected}. */
    private record Event(String kind, ComparableVersion version) {}

    private static boolean isInRange(JsonNode affected, String version) {
        ComparableVersion asked = new ComparableVersion(version);
        for (JsonNode range : affected.path("ranges")) {
            boolean inside = false;
            for (Event event : events(range)) {
                int after = asked.compareTo(event.version());
                inside =
                        switch (event.kind()) {
                            case "introduced" -> inside || after >= 0;
                            case "fixed" -> inside && after < 0;
                            case "last_affected" -> inside && after <= 0;
                            default -> inside;
                        };
            }
            if (inside) {
                return true;
            }
        }
        return false;
    }

    private static List<Event> events(JsonNode range) {
        List<Event> events = new ArrayList<>();
        if (range.path("type").asText().equals("ECOSYSTEM")) {
            range.path("events")
                    .forEach(
                            event ->
                                    event.properties()
                                            .forEach(
                                                    entry ->
                                                            events.add(
                                                                    new Event(
                                                                            entry.getKey(),
                                                                            new ComparableVersion(
                                                                                    entry.getValue()
                                                                                            .asText())))));
        }
        events.sort(Comparator.comparing(Event::version));
        return events;
    }
}
