/** Probes of a sample. */
provider muninn_test_sample {
  /**
   * A call begins.
   * @param id of whom
   */
  probe call__start(int id);

  /**
   * A call ends.
   */
  probe call__end(int id, char *class);
};
