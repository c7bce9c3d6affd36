package org.postizgateway.generation.set;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Files of a configuration directory that look like a part of a set and lie where no part is read.
 * The directory may be one with much else in it, such as the working directory.
 */
final class Strays {

    private static final Pattern YAML = Pattern.compile("(?i).*\\.ya?ml");
    private static final Pattern KAMELET = Pattern.compile("(?m)^kind:\\s*[\"']?Kamelet\\b");
    private static final Pattern ROUTE =
            Pattern.compile(
                    "(?m)^-\\s+(route|from|rest|routeTemplate|templatedRoute|routeConfiguration):");
    private static final int DEPTH = 2;
    private static final int MOST_LOOKED_AT = 2_000;
    private static final int LONGEST = 64 * 1024;

    private final Path directory;
    private final Collection<String> parts;

    /**
     * @param parts directories that are read, such as {@code routes/}
     */
    Strays(Path directory, Collection<String> parts) {
        this.directory = directory;
        this.parts = parts;
    }

    List<Problem> find() {
        try (Stream<Path> files = Files.walk(directory, DEPTH)) {
            return files.limit(MOST_LOOKED_AT)
                    .filter(path -> YAML.matcher(path.toString()).matches())
                    .filter(path -> !isRead(path) && !isHidden(path))
                    .filter(Files::isRegularFile)
                    .flatMap(path -> problem(path).stream())
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            // What may not be looked at is no part of a set.
            return List.of();
        }
    }

    private Optional<Problem> problem(Path path) {
        if (relative(path).equals("application.yml")) {
            return Optional.of(unread(path, "Rename it to application.yaml."));
        }
        String text = head(path);
        if (KAMELET.matcher(text).find()) {
            return Optional.of(unread(path, "It is a Kamelet: move it to kamelets/."));
        }
        return ROUTE.matcher(text).find()
                ? Optional.of(unread(path, "It holds routes: move it to routes/."))
                : Optional.empty();
    }

    private static Problem unread(Path path, String advice) {
        return new Problem(path.toString(), 0, "Nothing reads this file. " + advice);
    }

    private boolean isRead(Path path) {
        String relative = relative(path);
        return relative.equals(ConfigurationSet.PROPERTIES)
                || parts.stream().anyMatch(relative::startsWith);
    }

    private boolean isHidden(Path path) {
        return Stream.of(relative(path).split("/")).anyMatch(name -> name.startsWith("."));
    }

    private String relative(Path path) {
        return directory.relativize(path).toString().replace('\\', '/');
    }

    private static String head(Path path) {
        try (var in = Files.newInputStream(path)) {
            return new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
