package io.darwinexporter.internal.yaml;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * A YAML file of at most 1 MiB, as nodes: what makes objects of them would need reflection. How deep they are nested and how
 * often they refer to each other is limited, too.
 */
public final class YamlFile {

    private static final int LARGEST_BYTES = 1 << 20;

    private final String name;
    private @Nullable Node root;
    private @Nullable YamlProblem problem;

    private YamlFile(String name) {
        this.name = name;
    }

    /**
     * Reads a file, of which there is a problem or a root afterwards; neither if it is empty.
     *
     * @param name its path, with which places in it begin
     */
    public static YamlFile read(String name) {
        YamlFile file = new YamlFile(name);
        String text = file.text();
        if (text != null) {
            file.parse(text);
        }
        return file;
    }

    /** Null if the file is empty or there is a problem. */
    public @Nullable Node root() {
        return root;
    }

    public @Nullable YamlProblem problem() {
        return problem;
    }

    /**
     * Where something stands.
     *
     * @param node null for the file as a whole
     * @param path keys that lead to it; may be empty
     * @return such as {@code rules.yml:3:5 rules[0].name}
     */
    public String place(@Nullable Node node, String path) {
        String where = place(node == null ? null : node.getStartMark());
        return path.isEmpty() ? where : where + " " + path;
    }

    /** What is written there, if it is a text; else only of what kind it is. */
    public static String written(@Nullable Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : node instanceof MappingNode ? "{...}" : "[...]";
    }

    private @Nullable String text() {
        String reason;
        // Not by its size: it may be a pipe.
        try (InputStream content = Files.newInputStream(Path.of(name))) {
            byte[] bytes = content.readNBytes(LARGEST_BYTES + 1);
            if (bytes.length <= LARGEST_BYTES) {
                return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            }
            reason = "larger than 1 MiB";
        } catch (NoSuchFileException e) {
            reason = "not there";
        } catch (AccessDeniedException e) {
            reason = "no permission to read it";
        } catch (CharacterCodingException e) {
            reason = "not UTF-8";
        } catch (InvalidPathException e) {
            reason = e.getReason();
        } catch (IOException e) {
            reason = Files.isDirectory(Path.of(name)) ? "a folder" : String.valueOf(e.getMessage());
        }
        problem = new YamlProblem(null, name, "a readable YAML file in UTF-8 (" + reason + ")");
        return null;
    }

    private void parse(String text) {
        try {
            LoaderOptions options = new LoaderOptions();
            root = new Composer(new ParserImpl(new StreamReader(text), options), new Resolver(), options).getSingleNode();
        } catch (MarkedYAMLException e) {
            String context = e.getContext() == null ? "" : e.getContext() + " ";
            problem = new YamlProblem(place(e.getProblemMark()), "", "YAML (" + context + e.getProblem() + ")");
        } catch (ReaderException e) {
            problem = new YamlProblem(place(text, e.getPosition()), Character.getName(e.getCodePoint()), "YAML");
        } catch (YAMLException e) {
            problem = new YamlProblem(name, "", "YAML (" + e.getMessage() + ")");
        }
    }

    private String place(@Nullable Mark mark) {
        return mark == null ? name : place(mark.getLine(), mark.getColumn());
    }

    /** The place of a character, which are counted in code points. */
    private String place(String text, int position) {
        int at = text.offsetByCodePoints(0, position);
        int line = (int) text.substring(0, at).chars().filter(c -> c == '\n').count();
        return place(line, at - (text.lastIndexOf('\n', at - 1) + 1));
    }

    /** As people count, from 1 on. */
    private String place(int line, int column) {
        return name + ":" + (line + 1) + ":" + (column + 1);
    }
}
