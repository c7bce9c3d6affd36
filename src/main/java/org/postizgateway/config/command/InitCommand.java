package org.postizgateway.config.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** {@code --init DIR}: writes a configuration directory to begin with. */
public final class InitCommand {

    public static final String OPTION = "--init";

    private static final List<String> FILES =
            List.of(
                    "README.md",
                    "routes/tools/channelCount.yaml",
                    "routes/tools/groupList.yaml",
                    "tests/channelCount.yaml",
                    "tests/groupList.yaml");

    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private InitCommand() {}

    /**
     * @param out gets what was written
     * @param err gets what is wrong
     * @param arguments behind the option
     * @return exit code: 0, 1 when the directory cannot be written or holds something already, 2
     *     when the arguments are wrong
     */
    public static int run(PrintStream out, PrintStream err, String... arguments) {
        if (arguments.length != 1 || arguments[0].startsWith("-")) {
            err.println("Name a directory, as in: --init DIR");
            return MISUSED;
        }
        try {
            Path directory = Path.of(arguments[0]).toAbsolutePath().normalize();
            if (Files.exists(directory) && !isEmptyDirectory(directory)) {
                err.println(directory + " is not an empty directory. Nothing was written.");
                return FAILED;
            }
            for (String file : FILES) {
                write(file, directory.resolve(file));
                out.println(directory.resolve(file));
            }
            out.println("Run its tests with: --test " + directory);
            return 0;
        } catch (InvalidPathException e) {
            err.println(e.getMessage());
            return MISUSED;
        } catch (IOException e) {
            err.println("The directory cannot be written: " + e);
            return FAILED;
        }
    }

    private static boolean isEmptyDirectory(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return false;
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.findAny().isEmpty();
        }
    }

    private static void write(String file, Path target) throws IOException {
        try (InputStream content = InitCommand.class.getResourceAsStream("/init/" + file)) {
            Files.createDirectories(target.getParent());
            Files.copy(content, target);
        }
    }
}
