package org.postizgateway.generation;

import java.nio.file.Path;

/** A process that changes its configuration until it is killed. */
final class KilledGenerations {

    private KilledGenerations() {}

    /**
     * @param arguments the configuration directory and the data directory
     */
    public static void main(String[] arguments) throws Exception {
        try (FollowedDirectory followed =
                new FollowedDirectory(Path.of(arguments[0]), Path.of(arguments[1]))) {
            for (int i = 1; i < 10_000; i++) {
                followed.write("routes/mine.yaml", FollowedDirectory.route("mine", "word" + i));
                followed.awaitServing();
                System.out.println(i);
            }
        }
    }
}
