package org.postizgateway.generation.check.reading;

import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.postizgateway.generation.set.Problem;
import org.postizgateway.generation.set.SetFile;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * The documents of a YAML file, with the lines that they are written in.
 *
 * @param problems why it could not be read to its end, or what makes it ambiguous
 */
public record YamlFile(SetFile file, List<Node> documents, List<Problem> problems) {

    /** Reads a file as far as it is YAML. */
    public static YamlFile read(SetFile file) {
        Optional<Problem> encoding = encoding(file);
        if (encoding.isPresent()) {
            return new YamlFile(file, List.of(), List.of(encoding.get()));
        }
        List<Node> documents = new ArrayList<>();
        try {
            new Yaml(new SafeConstructor(options()))
                    .composeAll(new StringReader(file.text()))
                    .forEach(documents::add);
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
            String context = e.getContext() == null ? "" : e.getContext() + ", ";
            return broken(file, documents, line, context + e.getProblem());
        } catch (ReaderException e) {
            return broken(
                    file,
                    documents,
                    lineOf(file, e.getPosition()),
                    "the character U+%04X is not allowed".formatted(e.getCodePoint()));
        } catch (YAMLException e) {
            return tooDeep(file)
                    .map(problem -> new YamlFile(file, List.of(), List.of(problem)))
                    .orElseGet(() -> broken(file, documents, 0, e.getMessage()));
        }
        Structure structure = new Structure(file);
        documents.forEach(structure::look);
        return new YamlFile(
                file, structure.isEndless() ? List.of() : documents, structure.problems());
    }

    private static LoaderOptions options() {
        LoaderOptions options = new LoaderOptions();
        options.setNestingDepthLimit(Structure.DEEPEST);
        return options;
    }

    private static YamlFile broken(SetFile file, List<Node> documents, int line, String reason) {
        return new YamlFile(
                file,
                documents,
                List.of(Problem.at(file, line, "This is no YAML: " + reason + ".")));
    }

    /** Other bytes would be taken for other letters. */
    private static Optional<Problem> encoding(SetFile file) {
        ByteBuffer bytes = ByteBuffer.wrap(file.content());
        int line = 0;
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
            int zero = text.indexOf(0);
            if (zero < 0) {
                return Optional.empty();
            }
            line = lineOf(file, zero);
        } catch (CharacterCodingException e) {
            line =
                    lineOf(
                            file,
                            new String(file.content(), 0, bytes.position(), StandardCharsets.UTF_8)
                                    .length());
        }
        return Optional.of(
                Problem.at(
                        file,
                        line,
                        "This is not in UTF-8. Store the file again with that encoding."));
    }

    private static int lineOf(SetFile file, int position) {
        String text = file.text();
        return 1
                + (int)
                        text.substring(0, Math.min(position, text.length()))
                                .chars()
                                .filter(character -> character == '\n')
                                .count();
    }

    /** The line in which more begins inside of something else than can be. */
    private static Optional<Problem> tooDeep(SetFile file) {
        int depth = 0;
        try {
            for (Event event : new Yaml().parse(new StringReader(file.text()))) {
                if (event instanceof CollectionStartEvent) {
                    depth++;
                } else if (event instanceof CollectionEndEvent) {
                    depth--;
                }
                if (depth > Structure.DEEPEST) {
                    return Optional.of(Structure.tooDeep(file, event.getStartMark().getLine() + 1));
                }
            }
        } catch (YAMLException e) {
            // It is no YAML further down either.
            return Optional.empty();
        }
        return Optional.empty();
    }
}
