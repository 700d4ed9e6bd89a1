package dev.muninn.analysis.ctf;

import dev.muninn.analysis.ctf.tsdl.CtfType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Types to nodes, for the scopes of one stream class. Paths of tags and lengths become registers:
 * absolute ones ({@code stream.event.context.n}) are looked up in the scope they name, others in
 * the structs around, from the innermost outward.
 */
final class NodeBuilder {
  /** Most nodes of one trace. */
  static final int MAX_NODES = 1 << 20;

  private static final List<String> SCOPES =
      List.of(
          "trace.packet.header",
          "stream.packet.context",
          "stream.event.header",
          "stream.event.context",
          "event.context",
          "event.fields");

  /** A struct while its members are being built. */
  private static final class Frame {
    final CtfType.Struct struct;
    final @Nullable Node[] nodes;

    Frame(CtfType.Struct struct, @Nullable Node[] nodes) {
      this.struct = struct;
      this.nodes = nodes;
    }
  }

  /** Nodes a trace may still have; shared by its stream classes. */
  static final class Budget {
    private int left = MAX_NODES;

    private void take() throws TraceException {
      if (left-- <= 0) {
        throw new TraceException("metadata: types too large: max=" + MAX_NODES);
      }
    }
  }

  private final Budget budget;
  private final Map<String, Node.Struct> scopes = new HashMap<>();
  private final List<Frame> frames = new ArrayList<>();
  private int registers;

  NodeBuilder(Budget budget) {
    this.budget = budget;
  }

  /** Registers used so far. */
  int registers() {
    return registers;
  }

  /** Builds a scope's struct. A later scope of the same name replaces it. */
  Node.Struct scope(String name, CtfType.Struct struct) throws TraceException {
    frames.clear();
    scopes.remove(name);
    Node.Struct built = struct(struct);
    scopes.put(name, built);
    return built;
  }

  /** An absent scope: what the last event had there is no longer meant. */
  void noScope(String name) {
    scopes.remove(name);
  }

  private Node.Struct struct(CtfType.Struct struct) throws TraceException {
    budget.take();
    Node[] nodes = new Node[struct.members().size()];
    frames.add(new Frame(struct, nodes));
    for (int i = 0; i < nodes.length; i++) {
      nodes[i] = node(struct.members().get(i).type());
    }
    frames.removeLast();
    return new Node.Struct(struct, nodes);
  }

  private Node node(CtfType type) throws TraceException {
    budget.take();
    return switch (type) {
      case CtfType.Int integer -> new Node.Whole(integer, integer);
      case CtfType.Enumeration enumeration -> new Node.Whole(enumeration, enumeration.container());
      case CtfType.Real real -> new Node.Real(real);
      case CtfType.Text text -> new Node.Text(text);
      case CtfType.Struct struct -> struct(struct);
      case CtfType.Variant variant -> variant(variant);
      case CtfType.Array array ->
          new Node.Elements(array, node(array.element()), array.length(), -1);
      case CtfType.Sequence sequence -> {
        int register = register(find(sequence.length()));
        yield new Node.Elements(sequence, node(sequence.element()), 0, register);
      }
    };
  }

  private Node variant(CtfType.Variant variant) throws TraceException {
    Node.Whole tag = find(variant.tag());
    if (!(tag.type instanceof CtfType.Enumeration enumeration)) {
      throw new TraceException("metadata: variant whose tag is no enum: tag=" + variant.tag());
    }
    int register = register(tag);
    Node[] options = new Node[variant.options().size()];
    for (int i = 0; i < options.length; i++) {
      options[i] = node(variant.options().get(i).type());
    }
    return new Node.Variant(variant, enumeration, register, options);
  }

  private int register(Node.Whole whole) {
    if (whole.register < 0) {
      whole.register = registers++;
    }
    return whole.register;
  }

  private Node.Whole find(String path) throws TraceException {
    Node found = null;
    for (String name : SCOPES) {
      Node.Struct scope = scopes.get(name);
      if (path.startsWith(name + ".")) {
        String rest = path.substring(name.length() + 1);
        found = scope != null ? descend(scope, rest) : inFrame(frames.getFirst(), rest);
        break;
      }
    }
    for (int i = frames.size() - 1; i >= 0 && found == null; i--) {
      found = inFrame(frames.get(i), path);
    }
    if (found instanceof Node.Whole whole) {
      return whole;
    }
    throw new TraceException("metadata: no such integer: path=" + shown(path));
  }

  private static String shown(String path) {
    return path.length() > 80 ? path.substring(0, 80) + "..." : path;
  }

  private static @Nullable Node inFrame(Frame frame, String path) {
    int dot = path.indexOf('.');
    String first = dot < 0 ? path : path.substring(0, dot);
    for (int i = 0; i < frame.nodes.length; i++) {
      Node node = frame.nodes[i];
      if (node == null) {
        break; // What comes later is not known yet when this is decoded.
      }
      if (frame.struct.members().get(i).name().equals(first)) {
        return dot < 0 ? node : descend(node, path.substring(dot + 1));
      }
    }
    return null;
  }

  private static @Nullable Node descend(Node node, String path) {
    if (node instanceof Node.Struct struct && struct.type instanceof CtfType.Struct type) {
      return inFrame(new Frame(type, struct.nodes), path);
    }
    return null;
  }
}
