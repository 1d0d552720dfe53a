package io.darwinexporter.app;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * What the command line asks for: a command, the help, the version, and settings that win over every other source of
 * configuration.
 * <p>
 * Picocli is used through its programmatic model only, so nothing here needs reflection in a native image.
 */
final class CommandLineFlags {

    static final String PROPERTY = "-D";

    private static final String PROGRAM = "darwin-exporter";
    private static final String NAME = "--name";
    private static final String ARGUMENTS = "--arguments";
    private static final int PID = 0;

    private final Command command;
    private final CommandLine commandLine;
    private final ParseResult result;
    private final Map<String, String> settings;

    private CommandLineFlags(Command command, CommandLine commandLine, ParseResult result, Map<String, String> settings) {
        this.command = command;
        this.commandLine = commandLine;
        this.result = result;
        this.settings = settings;
    }

    /**
     * @throws UsageException if a flag is unknown, lacks its value, or has one that is not accepted
     */
    static CommandLineFlags parse(String... arguments) {
        List<String> rest = new ArrayList<>(List.of(arguments));
        Command command = Command.among(rest);
        rest.remove(command.word());
        CommandLine commandLine = new CommandLine(specification(command))
                // A pattern may begin with @, which picocli would take for a file of arguments.
                .setExpandAtFiles(false)
                // As in a service file that appends its own flags: the last one counts.
                .setOverwrittenOptionsAllowed(true);
        try {
            ParseResult result = commandLine.parseArgs(rest.toArray(String[]::new));
            return new CommandLineFlags(command, commandLine, result, settingsOf(result));
        } catch (ParameterException e) {
            throw usageException(command, e);
        }
    }

    Command command() {
        return command;
    }

    /**
     * What to explain.
     *
     * @throws UsageException if that is not said, or said twice
     */
    Explain explain() {
        String name = result.matchedOptionValue(NAME, "");
        String pid = result.matchedPositionalValue(PID, "");
        if (name.isEmpty() == pid.isEmpty()) {
            throw new UsageException(Command.EXPLAIN.word() + " takes one process id, or " + NAME + " and a name");
        }
        return new Explain(pid.isEmpty() ? 0 : pidOf(pid), name.isEmpty() ? null : name, result.hasMatchedOption(ARGUMENTS));
    }

    private static int pidOf(String given) {
        try {
            int pid = Integer.parseInt(given);
            if (pid > 0) {
                return pid;
            }
        } catch (NumberFormatException e) {
            // Told below.
        }
        throw new UsageException(
                Command.EXPLAIN.word() + ": \"" + given + "\" is not accepted, it takes the number of a process");
    }

    boolean helpRequested() {
        return result.isUsageHelpRequested();
    }

    boolean versionRequested() {
        return result.isVersionHelpRequested();
    }

    String help() {
        return commandLine.getUsageMessage(Ansi.OFF);
    }

    /** Settings by their key, written as SmallRye Config reads them. */
    Map<String, String> settings() {
        return settings;
    }

    /** Sets the settings as system properties, which win over files and the environment. */
    void apply(Properties system) {
        settings.forEach((key, value) -> {
            // The same list given item by item (key[0], key[1]) would be merged with it, or win.
            system.keySet().removeIf(other -> ((String) other).startsWith(key + "["));
            system.setProperty(key, value);
        });
    }

    private static CommandSpec specification(Command command) {
        CommandSpec specification = CommandSpec.create().name(PROGRAM);
        if (command == Command.EXPLAIN) {
            addSubject(specification);
        }
        for (Flag flag : Flag.values()) {
            specification.addOption(option(flag));
        }
        specification.addOption(anySetting());
        specification.addOption(OptionSpec.builder("-h", "--help").arity("0").usageHelp(true)
                .description("Show this and exit.").build());
        specification.addOption(OptionSpec.builder("-v", "--version").arity("0").versionHelp(true)
                .description("Show the version and exit.").build());
        specification.usageMessage()
                .customSynopsis(synopsis(command))
                .description(command.description())
                .optionListHeading("%n")
                .footer("", "Everything else is a setting, in config/application.properties, the environment",
                        "or as -Dkey=value. A flag wins over all of them.")
                .sortOptions(false);
        return specification;
    }

    private static String[] synopsis(Command command) {
        if (command != Command.SERVE) {
            return new String[] { PROGRAM + ' ' + command.word() + ' ' + command.synopsis(), "" };
        }
        List<String> lines = new ArrayList<>();
        for (Command each : Command.values()) {
            String beginning = lines.isEmpty() ? PROGRAM : "       " + PROGRAM + ' ' + each.word();
            lines.add(beginning + ' ' + each.synopsis());
        }
        lines.add("");
        return lines.toArray(String[]::new);
    }

    private static void addSubject(CommandSpec specification) {
        specification.addPositional(PositionalParamSpec.builder().index(Integer.toString(PID)).arity("0..1")
                .type(String.class).paramLabel("PID").description("The process to explain.").build());
        specification.addOption(OptionSpec.builder(NAME).arity("1").paramLabel("NAME").type(String.class)
                .description("Explain all processes of this name.").build());
        specification.addOption(OptionSpec.builder(ARGUMENTS).arity("0").type(boolean.class)
                .description("Show the command line, too, which may hold secrets.").build());
    }

    private static OptionSpec anySetting() {
        OptionSpec.Builder option = OptionSpec.builder(PROPERTY).arity("1").hidden(true).type(Map.class)
                .auxiliaryTypes(String.class, String.class);
        // "-Dkey" alone sets an empty value, as java's own -D does.
        option.mapFallbackValue("");
        return option.build();
    }

    private static OptionSpec option(Flag flag) {
        OptionSpec.Builder option = OptionSpec.builder(flag.names().toArray(new String[0]))
                .description(flag.description());
        if (!flag.takesValue()) {
            return option.arity("0").type(boolean.class).build();
        }
        option.arity("1").paramLabel(flag.label());
        return flag.isRepeatable()
                ? option.type(List.class).auxiliaryTypes(String.class).build()
                : option.type(String.class).build();
    }

    private static Map<String, String> settingsOf(ParseResult result) {
        Map<String, String> settings = new LinkedHashMap<>();
        if (result.hasMatchedOption(PROPERTY)) {
            settings.putAll(result.<Map<String, String>> matchedOptionValue(PROPERTY, Map.of()));
        }
        for (Flag flag : Flag.values()) {
            if (!result.hasMatchedOption(flag.longName())) {
                continue;
            }
            if (flag.isRepeatable()) {
                List<String> given = result.matchedOptionValue(flag.longName(), List.of());
                settings.put(flag.key(), given.stream().map(flag::settingOf)
                        .map(SettingText::ofListItem).collect(Collectors.joining(",")));
            } else if (flag.takesValue()) {
                String given = result.matchedOptionValue(flag.longName(), "");
                settings.put(flag.key(), SettingText.of(flag.settingOf(given)));
            } else {
                settings.put(flag.key(), flag.settingOf(""));
            }
        }
        return settings;
    }

    private static UsageException usageException(Command command, ParameterException e) {
        if (e instanceof UnmatchedArgumentException unmatched) {
            return new UsageException("unknown flag or argument \"" + unmatched.getUnmatched().get(0)
                    + "\", it takes " + allNames(command));
        }
        if (e instanceof MissingParameterException missing && missing.getMissing().get(0) instanceof OptionSpec option) {
            return new UsageException(option.longestName() + " lacks its value, it takes " + accepted(option));
        }
        return new UsageException(String.valueOf(e.getMessage()));
    }

    private static String accepted(OptionSpec option) {
        for (Flag flag : Flag.values()) {
            if (flag.longName().equals(option.longestName())) {
                return flag.accepted();
            }
        }
        return option.longestName().equals(NAME) ? "the name of a process" : "key=value";
    }

    private static String allNames(Command command) {
        StringBuilder names = new StringBuilder();
        if (command == Command.EXPLAIN) {
            names.append("PID, ").append(NAME).append(", ").append(ARGUMENTS).append(", ");
        }
        for (Flag flag : Flag.values()) {
            names.append(String.join(", ", flag.names())).append(", ");
        }
        return names.append("-Dkey=value, -h, --help, -v, --version").toString();
    }
}
