package dev.muninn.server.resp;

import dev.muninn.server.bytes.Slice;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * An error reply: a code in capitals, and a text. Every text that clients may meet is here or is
 * made by a factory here, letter for letter that of Valkey 8.1.
 */
public final class RespError {
  /** Bytes of a client's own text that an error repeats. */
  private static final int EXCERPT = 128;

  /** The same, of errors in which Valkey repeats all of it; a longer one is cut. */
  private static final int EXCERPT_LONG = 4096;

  // General.
  public static final RespError WRONG_TYPE =
      new RespError("WRONGTYPE", "Operation against a key holding the wrong kind of value");
  public static final RespError SYNTAX = err("syntax error");
  public static final RespError ARGUMENT_TOO_LONG = err("argument is too long");
  public static final RespError NO_SUCH_KEY = err("no such key");
  public static final RespError NOT_INTEGER = err("value is not an integer or out of range");
  public static final RespError OUT_OF_RANGE = err("value is out of range");
  public static final RespError OUT_OF_RANGE_POSITIVE =
      err("value is out of range, must be positive");
  public static final RespError NOT_FLOAT = err("value is not a valid float");
  public static final RespError INDEX_OUT_OF_RANGE = err("index out of range");
  public static final RespError SAME_OBJECT = err("source and destination objects are the same");
  public static final RespError INVALID_CURSOR = err("invalid cursor");
  public static final RespError BUSY_KEY =
      new RespError("BUSYKEY", "Target key name already exists.");
  public static final RespError TIMEOUT_NOT_INTEGER =
      err("timeout is not an integer or out of range");
  public static final RespError TIMEOUT_NOT_FLOAT = err("timeout is not a float or out of range");
  public static final RespError TIMEOUT_OUT_OF_RANGE = err("timeout is out of range");
  public static final RespError TIMEOUT_NEGATIVE = err("timeout is negative");

  // Strings.
  public static final RespError STRING_TOO_LONG =
      err("string exceeds maximum allowed size (proto-max-bulk-len)");
  public static final RespError INCREMENT_OVERFLOW = err("increment or decrement would overflow");
  public static final RespError DECREMENT_OVERFLOW = err("decrement would overflow");
  public static final RespError INCREMENT_NAN = err("increment would produce NaN or Infinity");
  public static final RespError OFFSET_OUT_OF_RANGE = err("offset is out of range");
  public static final RespError BIT_OFFSET = err("bit offset is not an integer or out of range");
  public static final RespError BIT_VALUE = err("bit is not an integer or out of range");
  public static final RespError BIT_ZERO_OR_ONE = err("The bit argument must be 1 or 0.");

  // Keys and databases.
  public static final RespError DB_OUT_OF_RANGE = err("DB index is out of range");
  public static final RespError INVALID_DB = err("invalid DB index");
  public static final RespError INVALID_FIRST_DB = err("invalid first DB index");
  public static final RespError INVALID_SECOND_DB = err("invalid second DB index");
  private static final RespError SCAN_NO_VALUES = err("NOVALUES option can only be used in HSCAN");
  private static final RespError SCAN_NO_SCORES = err("NOSCORES option can only be used in ZSCAN");
  public static final RespError EXPIRE_NX_AND_OTHERS =
      err("NX and XX, GT or LT options at the same time are not compatible");
  public static final RespError EXPIRE_GT_AND_LT =
      err("GT and LT options at the same time are not compatible");

  // Who may do what.
  public static final RespError NO_AUTH = new RespError("NOAUTH", "Authentication required.");
  public static final RespError HELLO_NO_AUTH =
      new RespError(
          "NOAUTH",
          "HELLO must be called with the client already authenticated, otherwise the HELLO <proto>"
              + " AUTH <user> <pass> option can be used to authenticate the client and select the"
              + " RESP protocol version at the same time");
  public static final RespError WRONG_PASS =
      new RespError("WRONGPASS", "invalid username-password pair or user is disabled.");
  public static final RespError AUTH_WITHOUT_PASSWORD =
      err(
          "AUTH <password> called without any password configured for the default user. Are you"
              + " sure your configuration is correct?");
  public static final RespError NO_PROTO = new RespError("NOPROTO", "unsupported protocol version");
  public static final RespError PROTOCOL_VERSION =
      err("Protocol version is not an integer or out of range");
  public static final RespError MAX_CLIENTS = err("max number of clients reached");
  public static final RespError PROTECTED_MODE =
      new RespError(
          "DENIED",
          "Running in protected mode because protected mode is enabled and no password is set for"
              + " the default user. In this mode connections are only accepted from the loopback"
              + " interface. If you want to connect from external computers, you may adopt one of"
              + " the following solutions: 1) Just disable protected mode sending the command"
              + " 'CONFIG SET protected-mode no' from the loopback interface by connecting from the"
              + " same host the server is running, however MAKE SURE it's not publicly accessible"
              + " from internet if you do so. Use CONFIG REWRITE to make this change permanent. 2)"
              + " Alternatively you can just disable the protected mode by editing the"
              + " configuration file, and setting the protected mode option to 'no', and then"
              + " restarting the server. 3) If you started the server manually just for testing,"
              + " restart it with the '--protected-mode no' option. 4) Set up an authentication"
              + " password for the default user. NOTE: You only need to do one of the above things"
              + " in order for the server to start accepting connections from the outside.");

  // State of the server.
  public static final RespError OUT_OF_MEMORY =
      new RespError("OOM", "command not allowed when used memory > 'maxmemory'.");
  public static final RespError LOADING =
      new RespError("LOADING", "Valkey is loading the dataset in memory");
  public static final RespError READ_ONLY =
      new RespError("READONLY", "You can't write against a read only replica.");
  public static final RespError MISCONF =
      new RespError(
          "MISCONF",
          "Valkey is configured to save RDB snapshots, but it's currently unable to persist to"
              + " disk. Commands that may modify the data set are disabled, because this instance"
              + " is configured to report errors during writes if RDB snapshotting fails"
              + " (stop-writes-on-bgsave-error option). Please check the Valkey logs for details"
              + " about the RDB error.");
  public static final RespError UNBLOCKED =
      new RespError("UNBLOCKED", "client unblocked via CLIENT UNBLOCK");

  // Transactions.
  public static final RespError EXEC_ABORT =
      new RespError("EXECABORT", "Transaction discarded because of previous errors.");
  public static final RespError EXEC_WITHOUT_MULTI = err("EXEC without MULTI");
  public static final RespError DISCARD_WITHOUT_MULTI = err("DISCARD without MULTI");
  public static final RespError NOT_IN_TRANSACTION =
      err("Command not allowed inside a transaction");

  // CLIENT.
  public static final RespError CLIENT_NAME =
      err("Client names cannot contain spaces, newlines or special characters.");
  public static final RespError NO_SUCH_CLIENT = err("No such client");
  public static final RespError INVALID_CLIENT_ID = err("Invalid client ID");
  public static final RespError CLIENT_ID_POSITIVE = err("client-id should be greater than 0");
  public static final RespError MAXAGE_NOT_INTEGER =
      err("maxage is not an integer or out of range");
  public static final RespError MAXAGE_POSITIVE = err("maxage should be greater than 0");
  public static final RespError UNBLOCK_REASON =
      err("CLIENT UNBLOCK reason should be TIMEOUT or ERROR");
  public static final RespError PAUSE_MODE = err("CLIENT PAUSE mode must be WRITE or ALL");
  public static final RespError RESET_NORMAL_ONLY = err("can only reset normal client connections");

  // The protocol itself.
  public static final RespError PROTOCOL_COUNT = protocol("invalid multibulk length");
  public static final RespError PROTOCOL_BIG_COUNT = protocol("too big mbulk count string");
  public static final RespError PROTOCOL_UNAUTHENTICATED_COUNT =
      protocol("unauthenticated multibulk length");
  public static final RespError PROTOCOL_BULK_LENGTH = protocol("invalid bulk length");
  public static final RespError PROTOCOL_BIG_BULK_COUNT = protocol("too big bulk count string");
  public static final RespError PROTOCOL_UNAUTHENTICATED_BULK =
      protocol("unauthenticated bulk length");
  public static final RespError PROTOCOL_BIG_INLINE = protocol("too big inline request");
  public static final RespError PROTOCOL_QUOTES = protocol("unbalanced quotes in request");

  private final String code;
  private final String text;
  private final byte[] frame;

  private RespError(String code, String text) {
    this.code = code;
    this.text = singleLine(text);
    this.frame = ("-" + code + " " + this.text + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
  }

  /** An error with the code {@code ERR}. */
  public static RespError err(String text) {
    return new RespError("ERR", text);
  }

  /** An error with a code of its own, in capitals. */
  public static RespError of(String code, String text) {
    return new RespError(code, text);
  }

  /**
   * A command, or subcommand as {@code container|name}, was called with too few or many arguments.
   */
  public static RespError wrongArity(String fullName) {
    return err("wrong number of arguments for '" + fullName + "' command");
  }

  /** The time given to a command is not one that a key can expire at. */
  public static RespError invalidExpireTime(String fullName) {
    return err("invalid expire time in '" + fullName + "' command");
  }

  /** A subscriber who speaks RESP2 has asked for something else. */
  public static RespError notForSubscribers(String fullName) {
    return err(
        "Can't execute '"
            + fullName
            + "': only (P|S)SUBSCRIBE / (P|S)UNSUBSCRIBE / PING / QUIT / RESET are allowed in this"
            + " context");
  }

  /** A number is not between two others, both allowed. */
  public static RespError notBetween(long least, long most) {
    return err("value is out of range, value must between " + least + " and " + most);
  }

  /** There is no command of the name in argument 0; the text repeats the start of the others. */
  public static RespError unknownCommand(Args args) {
    StringBuilder excerpt = new StringBuilder();
    for (int i = 1; i < args.count() && excerpt.length() < EXCERPT; i++) {
      String start = cString(args.get(i), EXCERPT - excerpt.length());
      excerpt.append('\'').append(start).append("' ");
    }
    return mapped(
        "unknown command '"
            + cString(args.get(0), EXCERPT)
            + "', with args beginning with: "
            + excerpt);
  }

  /** Argument 0 is a command with subcommands, argument 1 none of them. */
  public static RespError unknownSubcommand(Args args) {
    return mapped(
        "unknown subcommand '"
            + cString(args.get(1), EXCERPT)
            + "'. Try "
            + upper(args.get(0))
            + " HELP.");
  }

  /** A subcommand was given what it does not understand. */
  public static RespError subcommandSyntax(Args args) {
    return err(
        "unknown subcommand or wrong number of arguments for '"
            + cString(args.get(1), EXCERPT)
            + "'. Try "
            + upper(args.get(0))
            + " HELP.");
  }

  /** A word is no condition for setting a time to live. */
  public static RespError unsupportedOption(Slice option) {
    return err("Unsupported option " + cString(option, EXCERPT_LONG));
  }

  /** SCAN and its kin were given an option that is none, or that of another of them. */
  public static RespError scanOption(Slice option) {
    if (option.equalsIgnoreCase("novalues")) {
      return SCAN_NO_VALUES;
    }
    return option.equalsIgnoreCase("noscores") ? SCAN_NO_SCORES : SYNTAX;
  }

  /** HELLO was given an option that it does not know. */
  public static RespError helloOption(Slice option) {
    return err("Syntax error in HELLO option '" + cString(option, EXCERPT_LONG) + "'");
  }

  /** EXEC itself was refused, which ends the transaction. */
  public static RespError execAborted(RespError why) {
    String reason = why.code.equals("ERR") ? why.text : why.toString();
    return new RespError("EXECABORT", "Transaction discarded because of: " + reason);
  }

  /** A command that is open only as far as a directive says. */
  public static RespError notEnabled(String command, String directive) {
    return err(
        command
            + " command not allowed. If the "
            + directive
            + " option is set to \"local\", you can run it from a local connection, otherwise you"
            + " need to set this option in the configuration file, and then restart the server.");
  }

  /** There is no client type of that name. */
  public static RespError unknownClientType(Slice type) {
    return err("Unknown client type '" + cString(type, EXCERPT_LONG) + "'");
  }

  /** There is no user of that name. */
  public static RespError noSuchUser(Slice user) {
    return err("No such user '" + cString(user, EXCERPT_LONG) + "'");
  }

  /** CLIENT SETINFO knows no such attribute. */
  public static RespError unrecognizedOption(Slice option) {
    return err("Unrecognized option '" + cString(option, EXCERPT_LONG) + "'");
  }

  /** A client attribute would break the format of CLIENT LIST. */
  public static RespError invalidClientAttribute(Slice attribute) {
    return err(
        cString(attribute, EXCERPT_LONG)
            + " cannot contain spaces, newlines or special characters.");
  }

  /** A request's argument does not begin with a dollar sign. */
  static RespError expectedBulk(byte got) {
    return protocol("expected '$', got '" + (char) (got & 0xFF) + "'");
  }

  private static RespError protocol(String what) {
    return err("Protocol error: " + what);
  }

  /** The code, {@code ERR} where there is no better. */
  public String code() {
    return code;
  }

  /** The text without the code, without line ends. */
  public String text() {
    return text;
  }

  /** The reply as sent: dash, code, text, CR, LF. The array is not to be changed. */
  byte[] frame() {
    return frame;
  }

  @Override
  public String toString() {
    return code + " " + text;
  }

  // Line ends are cut from the end and blanked elsewhere, or they would break the protocol.
  private static String singleLine(String text) {
    int end = text.length();
    while (end > 0 && isLineEnd(text.charAt(end - 1))) {
      end--;
    }
    int start = 0;
    while (start < end && isLineEnd(text.charAt(start))) {
      start++;
    }
    return blank(text.substring(start, end));
  }

  private static boolean isLineEnd(char c) {
    return c == '\r' || c == '\n';
  }

  private static String blank(String text) {
    return text.replace('\r', ' ').replace('\n', ' ');
  }

  // Here line ends are all blanked, none cut.
  private static RespError mapped(String text) {
    return err(blank(text));
  }

  private static String upper(Slice name) {
    return cString(name, EXCERPT_LONG).toUpperCase(Locale.ROOT);
  }

  /** The text up to a zero byte, as C prints it. */
  private static String cString(Slice slice, int most) {
    int size = Math.min(slice.length(), most);
    for (int i = 0; i < size; i++) {
      if (slice.get(i) == 0) {
        size = i;
      }
    }
    byte[] bytes = new byte[size];
    slice.copyTo(0, bytes, 0, size);
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
