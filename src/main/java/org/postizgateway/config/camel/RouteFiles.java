package org.postizgateway.config.camel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The route files that make up this gateway: every {@code *.yaml} under {@code routes/} of the jar,
 * each replaced by the file of the same relative path in the configuration directory, and the files
 * that only the directory has. An empty file there switches the jar's copy off.
 *
 * @param locations Camel resource names by path relative to {@code routes/}
 */
record RouteFiles(Map<String, String> locations) {

    private static final String ROOT = "routes/";
    private static final String EXTENSION = ".yaml";

    /**
     * @param directory the {@code routes} directory that wins; need not exist
     */
    static RouteFiles overriding(Path directory) {
        Map<String, String> locations = new TreeMap<>();
        try {
            addCopiesInTheJar(locations);
            if (Files.isDirectory(directory)) {
                addFiles(locations, directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Route files cannot be listed", e);
        }
        return new RouteFiles(locations);
    }

    /** The files as one value for Camel's {@code routes-include-pattern}. */
    String includePattern() {
        return locations.isEmpty() ? "false" : String.join(",", locations.values());
    }

    private static void addCopiesInTheJar(Map<String, String> locations) throws IOException {
        Resource[] copies =
                new PathMatchingResourcePatternResolver()
                        .getResources("classpath*:" + ROOT + "**/*" + EXTENSION);
        for (Resource copy : copies) {
            String url = copy.getURL().toString();
            String path = url.substring(url.lastIndexOf("/" + ROOT) + 1 + ROOT.length());
            locations.put(path, "classpath:" + ROOT + path);
        }
    }

    private static void addFiles(Map<String, String> locations, Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory, FileVisitOption.FOLLOW_LINKS)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String path = directory.relativize(file).toString().replace('\\', '/');
                // A mounted ConfigMap keeps a second copy of each file below hidden directories.
                boolean hidden = path.startsWith(".") || path.contains("/.");
                if (hidden || !path.endsWith(EXTENSION)) {
                    continue;
                }
                if (Files.size(file) == 0) {
                    locations.remove(path);
                } else {
                    locations.put(path, "file:" + file);
                }
            }
        }
    }
}
