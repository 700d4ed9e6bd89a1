package dev.muninn.server.command;

/**
 * What of a call goes to those who have to repeat it: the AOF, replicas, the new owner of a slot.
 * Without a word of the command it is the request as it came, if the command has changed anything.
 * A command whose request would have another effect when it is repeated, later or elsewhere, says
 * here what to repeat in its place: a time of day for a time to live, a value for a calculation.
 */
public interface Effects {
  /** Whether anybody has to repeat anything; if not, words need not be made, and are dropped. */
  boolean wanted();

  /**
   * Begins the words of a command; one list at a time, valid until it is handed over.
   *
   * @param name the command's name
   */
  Words words(String name);

  /** This is repeated in place of the request; more than once: all of them are. */
  void instead(Words words);

  /** This is repeated, in that database and before the request, besides it. */
  void also(int db, Words words);

  /** Nothing is repeated. */
  void none();

  /** The request is repeated as it came though nothing seems to have changed. */
  void always();
}
