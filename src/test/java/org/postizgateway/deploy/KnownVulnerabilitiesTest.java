package org.postizgateway.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * No part of the jar is known to be vulnerable, by the archive of OSV at {@code -Dosv.archive}. It
 * needs no network; without an archive it only says whether it would find anything.
 */
class KnownVulnerabilitiesTest {

    private static final Path ACCEPTED = Manifests.DEPLOY.resolve("accepted-vulnerabilities.txt");
    private static final Pattern PURL = Pattern.compile("pkg:maven/([^/@]+)/([^/@]+)@([^?#]+).*");

    private static final String ANY =
            """
            {"id": "GHSA-x", "summary": "Bad", "affected": [
              {"package": {"ecosystem": "npm", "name": "g:npm"},
               "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}]}]},
              {"package": {"ecosystem": "Maven", "name": "g:a"}, "versions": ["7-special"],
               "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "1.10"}]},
                          {"type": "ECOSYSTEM", "events": [{"last_affected": "2.3"}, {"introduced": "2.0"}]}]}]}
            """;

    @TempDir private Path directory;

    private Path archive(String... entries) throws IOException {
        Path archive = directory.resolve("all.zip");
        try (OutputStream out = Files.newOutputStream(archive);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (int i = 0; i < entries.length; i++) {
                zip.putNextEntry(new ZipEntry(i + ".json"));
                zip.write(entries[i].getBytes(StandardCharsets.UTF_8));
            }
        }
        return archive;
    }

    @Test
    void no_part_of_the_jar_is_known_to_be_vulnerable() throws IOException {
        String archive = System.getProperty("osv.archive", "");
        assumeTrue(!archive.isEmpty(), "-Dosv.archive names no archive of OSV");
        Osv osv = Osv.read(Path.of(archive));
        Map<String, String> accepted = accepted();

        assertThat(osv.artifacts()).as("artifacts in the archive").isPositive();
        assertThat(
                        BillOfMaterials.components().stream()
                                .flatMap(part -> found(osv, part).stream())
                                .filter(found -> !accepted.containsKey(found.id())))
                .isEmpty();
    }

    private static List<Osv.Finding> found(Osv osv, JsonNode component) {
        Matcher purl = PURL.matcher(component.path("purl").asText());
        return purl.matches()
                ? osv.of(purl.group(1) + ":" + purl.group(2), purl.group(3))
                : List.of();
    }

    @Test
    void what_is_accepted_has_a_reason() throws IOException {
        assertThat(accepted().values()).allSatisfy(reason -> assertThat(reason).isNotBlank());
    }

    /** Reasons by id. */
    private static Map<String, String> accepted() throws IOException {
        Map<String, String> reasons = new TreeMap<>();
        for (String line : Files.readAllLines(ACCEPTED)) {
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] parts = line.split("\\s+", 2);
                reasons.put(parts[0], parts.length == 1 ? "" : parts[1]);
            }
        }
        return reasons;
    }

    @ParameterizedTest
    @CsvSource({
        "1.9,true",
        "1.10-rc1,true",
        "1.10,false",
        "1.10.1,false",
        "2.0,true",
        "2.3,true",
        "2.3.1,false",
        "7-special,true"
    })
    void a_version_in_a_range_or_a_list_is_found_in_the_order_of_maven(
            String version, boolean found) throws IOException {
        assertThat(Osv.read(archive(ANY)).of("g:a", version)).hasSize(found ? 1 : 0);
    }

    @Test
    void what_is_about_others_or_was_withdrawn_is_not_found() throws IOException {
        Osv osv = Osv.read(archive(ANY));
        assertThat(osv.of("g:npm", "1.0")).isEmpty();
        assertThat(osv.of("g:b", "1.0")).isEmpty();

        String withdrawn = ANY.replace("\"summary\"", "\"withdrawn\": \"2026-01-01\", \"summary\"");
        assertThat(Osv.read(archive(withdrawn)).of("g:a", "1.0")).isEmpty();
    }

    @Test
    void an_archive_that_is_none_is_no_clean_answer() throws IOException {
        Path none = Files.writeString(directory.resolve("none"), "<html>");

        assertThatThrownBy(() -> Osv.read(none)).isInstanceOf(ZipException.class);
        assertThatThrownBy(() -> Osv.read(archive("<html>"))).isInstanceOf(IOException.class);
    }

    @Test
    void parts_of_the_jar_are_found_by_their_coordinates() throws IOException {
        JsonNode part =
                Manifests.YAML.readTree(
                        "{purl: 'pkg:maven/org.h2/h2@2.4.240?type=jar', name: h2, version: 2.4.240}");
        String h2 = ANY.replace("g:a", "org.h2:h2").replace("\"1.10\"", "\"3\"");

        assertThat(found(Osv.read(archive(h2)), part))
                .singleElement()
                .isEqualTo(new Osv.Finding("GHSA-x", "org.h2:h2", "2.4.240", "Bad"));
    }
}
