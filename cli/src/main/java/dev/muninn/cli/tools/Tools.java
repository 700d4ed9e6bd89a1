package dev.muninn.cli.tools;

import dev.muninn.cli.terminal.Terminal;
import dev.muninn.cli.terminal.ToolFailure;
import dev.muninn.cli.trace.PidCommand;
import dev.muninn.cli.trace.Remembered;
import dev.muninn.cli.trace.TraceCommand;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The command line of everything that is not the server. Status 0: done; 1: it failed, with one
 * line that says why; 2: it was used wrongly.
 */
@Command(
    name = "muninn",
    sortOptions = false,
    synopsisSubcommandLabel = "COMMAND",
    description = "From trace to answer.")
public final class Tools implements Runnable {
  private static final int WIDTH = 100;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--help", usageHelp = true, description = "Show this help.")
  boolean help;

  private Tools() {}

  /** Runs a tool on the process's own terminal. @return the status to exit with */
  public static int run(String... args) {
    return run(Terminal.system(), Remembered.ofUser(), args);
  }

  /** Runs a tool. @return the status to exit with */
  public static int run(Terminal terminal, Remembered remembered, String... args) {
    int status = commandLine(terminal, remembered).execute(args);
    terminal.out().flush();
    String problem = remembered.problem();
    if (problem != null) {
      terminal.note(problem);
    }
    return status;
  }

  private static CommandLine commandLine(Terminal terminal, Remembered remembered) {
    CommandLine line = new CommandLine(new Tools());
    line.addSubcommand(TraceCommand.commandLine(terminal, remembered));
    line.addSubcommand(new TopCommand(terminal, remembered));
    line.addSubcommand(new ReportCommand(terminal, remembered));
    line.addSubcommand(new ExportCommand(terminal, remembered));
    line.addSubcommand(new SqlCommand(terminal, remembered));
    line.addSubcommand(new PidCommand(terminal));
    line.setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8));
    line.setUsageHelpWidth(WIDTH);
    line.setParameterExceptionHandler((e, _) -> wrongUsage(terminal, e));
    line.setExecutionExceptionHandler((e, _, _) -> failure(terminal, e));
    return line;
  }

  private static int wrongUsage(Terminal terminal, ParameterException e) {
    CommandSpec spec = e.getCommandLine().getCommandSpec();
    String message = e.getMessage() == null ? "wrong usage" : e.getMessage();
    if (e instanceof UnmatchedArgumentException unmatched
        && !unmatched.getUnmatched().isEmpty()
        && !unmatched.isUnknownOption()
        && !spec.subcommands().isEmpty()) {
      message = "unknown command: '" + unmatched.getUnmatched().getFirst() + "'";
    }
    terminal.note(decapitalized(ToolFailure.oneLine(message)));
    terminal.err().println("Try '" + spec.qualifiedName() + " --help'.");
    return 2;
  }

  private static String decapitalized(String text) {
    return text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
  }

  private static int failure(Terminal terminal, Exception e) {
    terminal.out().flush();
    terminal.note(e instanceof ToolFailure failure ? failure.line() : "internal error: " + e);
    return 1;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which command?");
  }
}
