package dev.muninn.server.command;

import dev.muninn.server.bytes.OwnedArgs;
import dev.muninn.server.bytes.Slice;
import dev.muninn.server.client.Actor;
import dev.muninn.server.client.Client;
import dev.muninn.server.client.ClientFlag;
import dev.muninn.server.clock.CachedClock;
import dev.muninn.server.keyspace.Keyspace;
import dev.muninn.server.resp.Args;
import dev.muninn.server.resp.ErrorReply;
import dev.muninn.server.resp.Reply;
import dev.muninn.server.resp.RespError;
import dev.muninn.server.store.OutOfStoreMemoryException;
import org.jspecify.annotations.Nullable;

/** The one place where a command runs, in a frame of a stack. */
final class Calls implements CallRunner {
  /** Calls in each other; a transaction needs 2, a script in it 4. */
  private static final int MAX_DEPTH = 16;

  private final Services services;
  private final CommandTable commands;
  private final Keyspace keyspace;
  private final CachedClock clock;
  private final CallObserver observer;
  private final CallRecorder recorder;
  private final Monitors monitors;
  private final @Nullable Context[] frames = new Context[MAX_DEPTH];
  private final Args[] nestedArgs = new Args[MAX_DEPTH];
  private int depth;

  Calls(Services services, CallObserver observer) {
    this.services = services;
    this.commands = services.commands();
    this.keyspace = services.keyspace();
    this.clock = services.clock();
    this.observer = observer;
    this.recorder = new CallRecorder(services);
    this.monitors = services.parts().get(Monitors.class);
    for (int i = 0; i < MAX_DEPTH; i++) {
      nestedArgs[i] = new Args();
    }
  }

  CallRecorder recorder() {
    return recorder;
  }

  /** The frame that the next call would run in; made when the stack first grows so high. */
  private Context frame() {
    if (depth == MAX_DEPTH) {
      throw new IllegalStateException("calls nested too deep: depth=" + depth);
    }
    Context frame = frames[depth];
    if (frame == null) {
      frame = new Context(services, this);
      frames[depth] = frame;
    }
    return frame;
  }

  /** The frame of a client's request, for the gates to see and then to {@link #run}. */
  Context request(Client client, CommandSpec spec) {
    Context frame = frame();
    frame.begin(client, spec, client.args(), client.reply(), client, CallMode.PLAIN);
    return frame;
  }

  @Override
  public void call(OwnedArgs request, Reply into, Actor as, int mode) {
    Context frame = frame();
    Args args = nestedArgs[depth];
    args.set(request);
    try {
      Slice second = args.count() > 1 ? args.get(1) : null;
      CommandSpec spec = commands.find(args.get(0), second);
      if (spec == null) {
        into.error(RespError.unknownCommand(args));
      } else if (!spec.accepts(args.count())) {
        into.error(RespError.wrongArity(spec.name()));
      } else {
        frame.begin(as.client(), spec, args, into, as, mode);
        run(frame);
      }
    } finally {
      args.clear();
    }
  }

  /** Runs the command of the frame that {@link #request} gave. */
  void run(Context frame) {
    Client client = frame.client();
    CommandSpec spec = frame.command();
    Reply reply = frame.reply();
    long start = reply.position();
    frame.errorsBefore = reply.errorCount();
    if (depth == 0) {
      client.running(spec.name());
      reply.beginCommand();
    }
    touching(frame);
    recorder.before(frame, depth);
    depth++;
    clock.freeze();
    frame.frameEffects().begin();
    long changes = 0;
    try {
      GeneratedCommands.dispatch(spec.id(), frame);
      frame.end();
    } catch (ErrorReply e) {
      frame.abandon();
      reply.rollBack(start);
      reply.error(e.error());
    } catch (OutOfStoreMemoryException e) {
      frame.abandon();
      reply.rollBack(start);
      reply.error(RespError.OUT_OF_MEMORY);
    } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
      frame.abandon();
      reply.rollBack(start);
      reply.error(RespError.err("internal error: command=" + spec.name()));
      observer.failed(client, spec, e);
    } finally {
      depth--;
      changes = endEffects(frame, start);
      if (depth == 0) {
        clock.thaw();
        reply.endCommand();
      }
    }
    long errors = reply.errorCount() - frame.errorsBefore;
    recorder.after(frame, depth, errors != 0);
    if (!monitors.isEmpty()) {
      monitors.show(spec, frame.actor().db(), client, frame.args());
    }
    if (depth > 0) {
      endNested(reply, errors, changes);
    }
  }

  /** An effect that cannot be kept is the command's failure, and no other's. */
  private long endEffects(Context frame, long start) {
    try {
      return frame.frameEffects().end();
    } catch (RuntimeException e) {
      frame.reply().rollBack(start);
      frame.reply().error(RespError.err("internal error: command=" + frame.command().name()));
      observer.failed(frame.client(), frame.command(), e);
      return 0;
    }
  }

  /** What a nested call leaves behind is its reply; the caller's frame is as it was. */
  private void endNested(Reply reply, long errors, long changes) {
    Context caller = frames[depth - 1];
    if (caller != null) {
      if (caller.reply() == reply) {
        caller.errorsBefore += errors; // counted already, as the nested command's
      }
      caller.frameEffects().without(changes);
      touching(caller);
    }
  }

  private void touching(Context frame) {
    keyspace.touching(
        !frame.client().has(ClientFlag.NO_TOUCH) || frame.command().name().equals("touch"));
  }
}
