package dev.muninn.tracepoint.recorder;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What a session has done so far.
 *
 * @param name the session's name
 * @param mode to disk or into a ring
 * @param active whether it records now
 * @param output the directory it writes to
 * @param events recorded; in a ring those overwritten since are counted too
 * @param lost events that found no free packet, or were never written because the disk took no more
 * @param bytes written to disk, metadata and deleted chunks included; 0 for a ring
 * @param packets written to disk; 0 for a ring
 * @param streams threads' streams there have been at once at most
 * @param chunks closed by rotation
 * @param snapshots taken
 * @param lastSnapshot where the last one is; empty where there is none
 * @param running how long it has recorded, pauses left out
 * @param problem why it has stopped or could not write, in one line; empty where all is well
 * @param bufferBytes how large its buffers may become
 * @param memory bytes of them that events have been written to so far, which take memory until the
 *     session is destroyed; of a ring they are pages of its file
 */
public record SessionStatus(
    String name,
    Mode mode,
    boolean active,
    Path output,
    long events,
    long lost,
    long bytes,
    long packets,
    int streams,
    int chunks,
    int snapshots,
    String lastSnapshot,
    Duration running,
    String problem,
    long bufferBytes,
    long memory) {}
