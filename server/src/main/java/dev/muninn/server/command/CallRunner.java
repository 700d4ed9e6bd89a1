package dev.muninn.server.command;

import dev.muninn.server.bytes.OwnedArgs;
import dev.muninn.server.client.Actor;
import dev.muninn.server.resp.Reply;

/** Runs a command from within another one: for EXEC, and for whatever else nests calls. */
public interface CallRunner {
  /**
   * Runs a command in a frame of its own. It is counted, timed and shown as any other, and nothing
   * that it does changes the caller's frame.
   *
   * @param request the command and its arguments, kept by the caller until this returns
   * @param into where its reply goes; exactly one is written
   * @param as on whose behalf
   * @param mode bits of {@link CallMode}
   * @throws IllegalStateException calls are nested too deep
   */
  void call(OwnedArgs request, Reply into, Actor as, int mode);
}
