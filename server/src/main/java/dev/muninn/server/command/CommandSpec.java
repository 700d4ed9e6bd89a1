package dev.muninn.server.command;

import dev.muninn.server.client.GatePlace;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What the server knows of a command. Immutable once its table is built and the gates are up; made
 * by derived code.
 */
public final class CommandSpec {
  private static final CommandSpec[] NO_SUBCOMMANDS = {};

  private final int id;
  private final String name;
  private final byte[] nameBytes;
  private final int arity;
  private final Group group;
  private final long flags;
  private final long categories;
  private final KeySpec[] keys;
  private final int firstKey;
  private final int lastKey;
  private final int keyStep;
  private final KeyFinder keyFinder;
  private final String[] tips;
  private final @Nullable CommandSpec container;
  private CommandSpec[] subcommands = NO_SUBCOMMANDS;
  private int gates;

  /**
   * @param id index into the table and case of {@code GeneratedCommands.dispatch}
   * @param name full name, lower case: {@code get}, {@code config|get}
   * @param firstKey first of the legacy triple of key positions, 0: none
   */
  CommandSpec(
      int id,
      String name,
      @Nullable CommandSpec container,
      int arity,
      Group group,
      long flags,
      long categories,
      KeySpec[] keys,
      int firstKey,
      int lastKey,
      int keyStep,
      KeyFinder keyFinder,
      String[] tips) {
    this.id = id;
    this.name = name;
    this.nameBytes = name.getBytes(StandardCharsets.US_ASCII);
    this.container = container;
    this.arity = arity;
    this.group = group;
    this.flags = flags;
    this.categories = categories;
    this.keys = keys;
    this.firstKey = firstKey;
    this.lastKey = lastKey;
    this.keyStep = keyStep;
    this.keyFinder = keyFinder;
    this.tips = tips;
  }

  /** Called once per container, by the code that makes the table. */
  void subcommands(CommandSpec... all) {
    this.subcommands = all;
  }

  /** A gate can matter to this command; called at the start. */
  void concern(GatePlace place) {
    gates |= place.mask();
  }

  /** The gates that can ever matter to this command, bits of {@link GatePlace}. */
  public int gates() {
    return gates;
  }

  /**
   * Index of this command, 0 to {@link CommandTable#size()} - 1; containers and subcommands too.
   */
  public int id() {
    return id;
  }

  /** Full name in lower case: {@code get}, {@code config|get}. */
  public String name() {
    return name;
  }

  /** The full name's bytes; not to be changed. For replies and tracepoints. */
  public byte[] nameBytes() {
    return nameBytes;
  }

  /** Name without the container's. */
  public String shortName() {
    return container == null ? name : name.substring(container.name.length() + 1);
  }

  /** Exact number of arguments with the name(s); negative: that many or more. */
  public int arity() {
    return arity;
  }

  /** Whether a request of {@code count} arguments, names included, has the right number. */
  public boolean accepts(int count) {
    return arity >= 0 ? count == arity : count >= -arity;
  }

  /** Whether it runs the commands that MULTI has queued. */
  public boolean runsQueued() {
    return name.equals("exec");
  }

  /** Group for documentation. */
  public Group group() {
    return group;
  }

  /** Bits of {@link Flag}. */
  public long flags() {
    return flags;
  }

  /** Whether {@code flag} is set. */
  public boolean has(Flag flag) {
    return (flags & flag.mask()) != 0;
  }

  /** Bits of {@link AclCategory}: declared and implied. */
  public long categories() {
    return categories;
  }

  /** Whether it belongs to {@code category}. */
  public boolean has(AclCategory category) {
    return (categories & category.mask()) != 0;
  }

  /** Number of key specifications. */
  public int keySpecs() {
    return keys.length;
  }

  /** A key specification, 0 to {@link #keySpecs()} - 1. */
  public KeySpec keySpec(int index) {
    return keys[index];
  }

  /** First key of the legacy triple; 0: no keys. */
  public int firstKey() {
    return firstKey;
  }

  /** Last key of the legacy triple; negative: counted from the end. */
  public int lastKey() {
    return lastKey;
  }

  /** Step of the legacy triple. */
  public int keyStep() {
    return keyStep;
  }

  /** How keys are found that the specifications do not tell. */
  public KeyFinder keyFinder() {
    return keyFinder;
  }

  /** Number of tips. */
  public int tips() {
    return tips.length;
  }

  /** A tip, 0 to {@link #tips()} - 1. */
  public String tip(int index) {
    return tips[index];
  }

  /** The container of a subcommand, else null. */
  public @Nullable CommandSpec container() {
    return container;
  }

  /** Number of subcommands; above 0: this is a container. */
  public int subcommands() {
    return subcommands.length;
  }

  /** A subcommand, 0 to {@link #subcommands()} - 1, by name. */
  public CommandSpec subcommand(int index) {
    return subcommands[index];
  }

  @Override
  public String toString() {
    return name;
  }
}
